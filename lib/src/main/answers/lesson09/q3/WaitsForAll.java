List<String> first(HttpClient client, URI address, int count) throws Exception {
    var request = HttpRequest.newBuilder(address).build();
    var answer = client.send(request, HttpResponse.BodyHandlers.ofString());   // to the very end
    return answer.body().lines().filter(line -> line.startsWith("data: "))
        .map(line -> line.substring(6)).limit(count).toList();
}
