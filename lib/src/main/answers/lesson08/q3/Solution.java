int serve(Orders orders, int cooks, int room) throws Exception {
    var queue = new ArrayBlockingQueue<Optional<String>>(room);
    try (var scope = TaskScope.<Integer>open()) {
        for (int i = 1; i <= cooks; i++) {
            scope.fork("cook " + i, () -> {
                int cooked = 0;
                for (var order = queue.take(); order.isPresent(); order = queue.take()) {
                    orders.cook(order.get());
                    cooked++;
                }
                queue.put(Optional.empty());   // for the next cook
                return cooked;
            });
        }
        scope.fork("waiter", () -> {
            for (var o = orders.next(); o.isPresent(); o = orders.next()) queue.put(o);
            queue.put(Optional.empty());
            return 0;
        });
        return scope.join().stream().mapToInt(n -> n).sum();
    }
}
