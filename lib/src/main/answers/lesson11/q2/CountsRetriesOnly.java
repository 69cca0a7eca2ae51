List<Integer> send(HttpFetcher fetcher, List<FetchRequest> requests, int most) throws Exception {
    var statuses = new ArrayList<Integer>();
    for (var request : requests) {
        int status = fetcher.fetch(request).status();
        for (int k = 1; k <= most && status == 503 && request.method().equals("GET"); k++) {
            Thread.sleep(seconds(Math.random() * 0.05 * (1 << k)));
            status = fetcher.fetch(request).status();
        }
        statuses.add(status);
    }
    return statuses;
}
