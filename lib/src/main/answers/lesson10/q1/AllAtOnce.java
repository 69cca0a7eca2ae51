List<Integer> statuses(List<URI> pages, int limit) throws Exception {
    try (var client = HttpClient.newHttpClient(); var scope = TaskScope.<Integer>open()) {
        for (var page : pages) {
            scope.fork(page.getQuery(), () -> {   // a client has no limit of its own
                var request = HttpRequest.newBuilder(page).build();
                var answer = client.send(request, HttpResponse.BodyHandlers.discarding());
                return answer.statusCode();
            });
        }
        return scope.join();
    }
}
