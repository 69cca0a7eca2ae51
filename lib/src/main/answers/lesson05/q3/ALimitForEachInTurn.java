List<String> prices(Shops shops, Duration limit) throws Exception {
    var prices = new ArrayList<String>();
    for (int i = 1; i <= shops.count(); i++) {
        int shop = i;
        try (var scope = TaskScope.<String>within(limit)) {
            scope.fork("shop-" + shop, () -> shops.price(shop));
            prices.add(scope.join().getFirst());
        } catch (ExecutionException e) {
            prices.add("closed");
        } catch (TimeoutException e) {
            prices.add("too late");
        }
    }
    return prices;
}
