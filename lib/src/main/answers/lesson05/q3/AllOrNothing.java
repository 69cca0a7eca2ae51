List<String> prices(Shops shops, Duration limit) throws Exception {
    try (var scope = TaskScope.<String>within(limit)) {
        for (int i = 1; i <= shops.count(); i++) {
            int shop = i;
            scope.fork("shop-" + shop, () -> shops.price(shop));
        }
        return scope.join();
    } catch (ExecutionException e) {
        return List.of("closed");          // one closed shop costs all prices
    }
}
