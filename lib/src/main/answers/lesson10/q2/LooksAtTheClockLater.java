String read(HttpClient client, URI page, Duration limit) throws Exception {
    var request = HttpRequest.newBuilder(page).build();
    long start = System.nanoTime();
    var body = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    return System.nanoTime() - start > limit.toNanos() ? "too late" : body;   // and who has waited all the while?
}
