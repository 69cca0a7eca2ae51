void copy(HttpClient client, URI file, Disk disk) throws Exception {
    var request = HttpRequest.newBuilder(file).build();
    var bytes = client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();   // waits for the last byte
    for (int from = 0; from < bytes.length; from += 16_384) {
        var part = Arrays.copyOfRange(bytes, from, Math.min(from + 16_384, bytes.length));
        disk.write(part, part.length);
    }
}
