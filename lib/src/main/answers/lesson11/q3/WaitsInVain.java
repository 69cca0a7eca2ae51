int fetch(HttpFetcher fetcher, URI page, Duration patience) throws Exception {
    var deadline = Deadline.in(patience);
    while (true) {
        var response = fetcher.fetch(page);
        var wait = response.head().retryAfter(Instant.now());
        if (response.isSuccess() || wait.isEmpty() || deadline.isPassed()) return response.status();
        var left = deadline.remaining();       // waits as long as it may, and then?
        Thread.sleep(wait.get().compareTo(left) < 0 ? wait.get() : left);
    }
}
