CompletableFuture<Dashboard> dashboard(Backend backend) throws Exception {
    var user = backend.user();
    var news = backend.news();            // both are under way
    return user.thenCombine(news, (u, n) -> backend.offers(u, n)
            .handle((offers, failure) -> failure == null
                ? new Dashboard(u, n, offers, Optional.empty())
                : new Dashboard(u, n, "none", Optional.of(failure))))
        .thenCompose(page -> page);
}
