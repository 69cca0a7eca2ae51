void copy(HttpClient client, URI file, Disk disk) throws Exception {
    var request = HttpRequest.newBuilder(file).build();
    try (var in = client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body()) {
        var buffer = new byte[64 << 20];
        disk.write(buffer, in.read(buffer));   // gives what is there, and that is not all
    }
}
