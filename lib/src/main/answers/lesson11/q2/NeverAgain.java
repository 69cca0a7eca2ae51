List<Integer> send(HttpFetcher fetcher, List<FetchRequest> requests, int most) throws Exception {
    var statuses = new ArrayList<Integer>();
    for (var request : requests) statuses.add(fetcher.fetch(request).status());   // once is not enough
    return statuses;
}
