CompletableFuture<Dashboard> dashboard(Backend backend) throws Exception {
    var user = backend.user();
    var news = backend.news();
    var u = user.join();                  // the caller waits here, and its thread with it
    var n = news.join();
    var page = backend.offers(u, n)
        .handle((offers, failure) -> failure == null
            ? new Dashboard(u, n, offers, Optional.empty())
            : new Dashboard(u, n, "none", Optional.of(failure)));
    page.join();
    return page;
}
