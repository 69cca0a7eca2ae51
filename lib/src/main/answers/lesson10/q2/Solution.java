String read(HttpClient client, URI page, Duration limit) throws Exception {
    var request = HttpRequest.newBuilder(page).build();
    var text = HttpResponse.BodyHandlers.ofString();
    try (var scope = TaskScope.<String>within(limit)) {
        var body = scope.fork("read", () -> client.send(request, text).body());
        scope.join();
        return body.get();
    } catch (TimeoutException e) {
        return "too late";                     // the scope has interrupted send
    }
}
