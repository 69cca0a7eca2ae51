List<String> first(HttpClient client, URI address, int count) throws Exception {
    var request = HttpRequest.newBuilder(address).build();
    var answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    var data = new ArrayList<String>();
    try (var events = ServerEvent.read(answer.body())) {
        while (data.size() < count) {
            var event = events.take();
            if (event.isEmpty()) break;
            data.add(event.get().data());
        }
    } catch (InterruptedException e) {
        // what is there will do
    }
    return data;
}
