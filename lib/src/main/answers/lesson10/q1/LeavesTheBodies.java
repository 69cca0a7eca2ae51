List<Integer> statuses(List<URI> pages, int limit) throws Exception {
    var permits = new Semaphore(limit);
    var client = HttpClient.newHttpClient();
    try (var scope = TaskScope.<Integer>open()) {
        for (var page : pages) {
            scope.fork(page.getQuery(), () -> {
                var request = HttpRequest.newBuilder(page).build();
                permits.acquire();
                try {
                    var answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
                    return answer.statusCode();   // and the body is left where it is
                } finally {
                    permits.release();
                }
            });
        }
        return scope.join();
    }
}
