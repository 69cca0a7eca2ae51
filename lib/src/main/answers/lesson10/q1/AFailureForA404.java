List<Integer> statuses(List<URI> pages, int limit) throws Exception {
    var permits = new Semaphore(limit);
    try (var client = HttpClient.newHttpClient(); var scope = TaskScope.<Integer>open()) {
        for (var page : pages) {
            scope.fork(page.getQuery(), () -> {
                var request = HttpRequest.newBuilder(page).build();
                permits.acquire();
                try {
                    var answer = client.send(request, HttpResponse.BodyHandlers.discarding());
                    if (answer.statusCode() != 200) throw new IOException("status " + answer.statusCode());
                    return answer.statusCode();   // one 404 costs all the others
                } finally {
                    permits.release();
                }
            });
        }
        return scope.join();
    }
}
