List<String> prices(Shops shops, Duration limit) throws Exception {
    var tasks = new ArrayList<Task<String>>();
    var all = Joiner.<String>allWithFailures();
    try (var scope = TaskScope.open(all, with -> with.withTimeout(limit))) {
        for (int i = 1; i <= shops.count(); i++) {
            int shop = i;
            tasks.add(scope.fork("shop-" + shop, () -> shops.price(shop)));
        }
        scope.join();
    } catch (TimeoutException e) {
        // somebody was too late; each task knows how it ended
    }
    return tasks.stream().map(task -> switch (task.state()) {
        case SUCCEEDED -> task.get();
        case FAILED -> "closed";
        default -> "too late";
    }).toList();
}
