List<String> first(HttpClient client, URI address, int count) throws Exception {
    var request = HttpRequest.newBuilder(address).build();
    var answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    var data = new ArrayList<String>();
    try (var events = ServerEvent.read(answer.body())) {
        while (data.size() < count) data.add(events.take().orElseThrow().data());
    }
    return data;
}
