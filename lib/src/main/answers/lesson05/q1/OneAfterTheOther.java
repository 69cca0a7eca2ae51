String first(Mirrors mirrors) throws Exception {
    for (var name : List.of("c", "b", "a", "d")) {
        try {
            return mirrors.read(name);
        } catch (IOException e) {
            continue;                      // only when one has failed, the next is asked
        }
    }
    throw new IOException("no mirror has the file");
}
