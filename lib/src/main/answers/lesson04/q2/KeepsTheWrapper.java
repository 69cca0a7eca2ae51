CompletableFuture<Dashboard> dashboard(Backend backend) throws Exception {
    var user = backend.user();
    var news = backend.news();
    return user.thenCombine(news, (u, n) -> backend.offers(u, n)
            .thenApply(offers -> new Dashboard(u, n, offers, Optional.empty()))
            .exceptionally(failure -> new Dashboard(u, n, "none", Optional.of(failure)))) // wrapped
        .thenCompose(page -> page);
}
