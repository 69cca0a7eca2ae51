List<String> prices(Shops shops, Duration limit) throws Exception {
    try (var scope = TaskScope.open(Joiner.<String>allWithFailures())) {
        for (int i = 1; i <= shops.count(); i++) {
            int shop = i;
            scope.fork("shop-" + shop, () -> shops.price(shop));
        }
        return scope.join().stream()
            .map(task -> task.state() == Task.State.SUCCEEDED ? task.get() : "closed")
            .toList();
    }
}
