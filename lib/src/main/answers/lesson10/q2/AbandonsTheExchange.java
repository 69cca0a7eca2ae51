String read(HttpClient client, URI page, Duration limit) throws Exception {
    var request = HttpRequest.newBuilder(page).build();
    return client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .thenApply(HttpResponse::body)
        .completeOnTimeout("too late", limit.toMillis(), TimeUnit.MILLISECONDS)   // only the waiting ends
        .get();
}
