List<Integer> statuses(List<URI> pages, int limit) throws Exception {
    var statuses = new ArrayList<Integer>();
    try (var client = HttpClient.newHttpClient()) {
        for (var page : pages) {               // one connection, and one wait after the other
            var request = HttpRequest.newBuilder(page).build();
            var answer = client.send(request, HttpResponse.BodyHandlers.discarding());
            statuses.add(answer.statusCode());
        }
    }
    return statuses;
}
