String read(HttpClient client, URI page, Duration limit) throws Exception {
    var request = HttpRequest.newBuilder(page).timeout(limit).build();
    try {
        var answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (var in = answer.body()) {
            return new String(in.readNBytes(in.available()), StandardCharsets.UTF_8);   // what happens to be there
        }
    } catch (HttpTimeoutException e) {
        return "too late";
    }
}
