List<String> first(HttpClient client, URI address, int count) throws Exception {
    var request = HttpRequest.newBuilder(address).build();
    var answer = client.send(request, HttpResponse.BodyHandlers.ofLines());
    try (var lines = answer.body()) {
        return lines.limit(count).toList();    // an event has more than one line
    }
}
