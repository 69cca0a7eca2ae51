List<String> prices(Shops shops, Duration limit) throws Exception {
    var prices = new ArrayList<CompletableFuture<String>>();
    for (int i = 1; i <= shops.count(); i++) {
        int shop = i;
        var price = new CompletableFuture<String>();
        Thread.ofVirtual().name("shop-" + shop).start(() -> {
            try {
                price.complete(shops.price(shop));
            } catch (Exception e) {
                price.complete("closed");
            }
        });
        prices.add(price.completeOnTimeout("too late", limit.toMillis(), TimeUnit.MILLISECONDS));
    }
    return prices.stream().map(CompletableFuture::join).toList();
}
