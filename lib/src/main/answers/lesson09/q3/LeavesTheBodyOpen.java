List<String> first(HttpClient client, URI address, int count) throws Exception {
    var request = HttpRequest.newBuilder(address).build();
    var answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    var data = new ArrayList<String>();
    for (var event : ServerEvent.read(answer.body())) {
        data.add(event.data());
        if (data.size() == count) break;       // and who tells the server?
    }
    return data;
}
