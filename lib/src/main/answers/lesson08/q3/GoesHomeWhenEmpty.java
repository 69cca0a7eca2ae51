int serve(Orders orders, int cooks, int room) throws Exception {
    var queue = new ArrayBlockingQueue<String>(room);
    var taken = new CountDownLatch(1);
    try (var scope = TaskScope.<Integer>open()) {
        scope.fork("waiter", () -> {
            for (var order = orders.next(); order.isPresent(); order = orders.next()) {
                if (!queue.offer(order.get(), 100, TimeUnit.MILLISECONDS)) break;   // nobody left to take it
                taken.countDown();
            }
            return 0;
        });
        for (int i = 1; i <= cooks; i++) {
            scope.fork("cook " + i, () -> {
                taken.await();
                int cooked = 0;
                for (var order = queue.poll(); order != null; order = queue.poll(), cooked++) orders.cook(order);
                return cooked;                 // the queue was empty for a moment
            });
        }
        return scope.join().stream().mapToInt(n -> n).sum();
    }
}
