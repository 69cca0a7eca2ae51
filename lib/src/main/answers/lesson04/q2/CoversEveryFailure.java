CompletableFuture<Dashboard> dashboard(Backend backend) throws Exception {
    var user = backend.user().exceptionally(failure -> "nobody"); // no fallback, a lie
    var news = backend.news();
    return user.thenCombine(news, (u, n) -> backend.offers(u, n)
            .handle((offers, failure) -> failure == null
                ? new Dashboard(u, n, offers, Optional.empty())
                : new Dashboard(u, n, "none", Optional.of(failure))))
        .thenCompose(page -> page);
}
