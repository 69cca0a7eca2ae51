String read(HttpClient client, URI page, Duration limit) throws Exception {
    var request = HttpRequest.newBuilder(page).timeout(limit).build();
    try {
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (HttpTimeoutException e) {         // ends with the headers: the body may drip on
        return "too late";
    }
}
