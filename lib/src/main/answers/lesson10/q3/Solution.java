void copy(HttpClient client, URI file, Disk disk) throws Exception {
    var request = HttpRequest.newBuilder(file).build();
    try (var in = client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body()) {
        var buffer = new byte[16_384];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) disk.write(buffer, n);
    }
}
