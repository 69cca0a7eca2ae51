String first(Mirrors mirrors) throws Exception {
    var first = new CompletableFuture<String>();
    for (var name : mirrors.names()) {
        Thread.ofVirtual().name(name).start(() -> {
            try {
                first.complete(mirrors.read(name));
            } catch (Exception e) {
                // another one may have it
            }
        });
    }
    return first.get();                    // nobody tells the others
}
