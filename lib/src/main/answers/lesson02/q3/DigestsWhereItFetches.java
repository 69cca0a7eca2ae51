List<Long> digests(Pages pages, Mill mill, List<String> paths) throws Exception {
    try (var scope = TaskScope.<Long>open()) {
        for (var path : paths) {
            scope.fork(path, () -> mill.digest(pages.text(path))); // computes on a carrier
        }
        return scope.join();
    }
}
