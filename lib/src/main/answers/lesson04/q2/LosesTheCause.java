CompletableFuture<Dashboard> dashboard(Backend backend) throws Exception {
    var user = backend.user();
    var news = backend.news();
    return user.thenCombine(news, (u, n) -> backend.offers(u, n)
            .exceptionally(failure -> "none") // why, nobody will ever know
            .thenApply(offers -> new Dashboard(u, n, offers, Optional.empty())))
        .thenCompose(page -> page);
}
