String first(Mirrors mirrors) throws Exception {
    try (var scope = TaskScope.open(Joiner.<String>any())) {
        for (var name : mirrors.names()) {
            scope.fork(name, () -> mirrors.read(name));
        }
        return scope.join();               // the others are cancelled, and gone
    }
}
