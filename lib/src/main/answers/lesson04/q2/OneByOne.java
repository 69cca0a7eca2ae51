CompletableFuture<Dashboard> dashboard(Backend backend) throws Exception {
    return backend.user().thenCompose(u -> backend.news() // waits for the user, why?
        .thenCompose(n -> backend.offers(u, n)
            .handle((offers, failure) -> failure == null
                ? new Dashboard(u, n, offers, Optional.empty())
                : new Dashboard(u, n, "none", Optional.of(failure)))));
}
