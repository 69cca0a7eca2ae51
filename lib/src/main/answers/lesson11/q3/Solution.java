int fetch(HttpFetcher fetcher, URI page, Duration patience) throws Exception {
    var deadline = Deadline.in(patience);
    while (true) {
        var response = fetcher.fetch(page);
        var wait = response.head().retryAfter(Instant.now());
        if (response.isSuccess() || wait.isEmpty()) return response.status();
        if (wait.get().compareTo(deadline.remaining()) > 0) return response.status();
        Thread.sleep(wait.get());
    }
}
