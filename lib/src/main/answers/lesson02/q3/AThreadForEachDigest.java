List<Long> digests(Pages pages, Mill mill, List<String> paths) throws Exception {
    try (var threads = Executors.newCachedThreadPool(); // no limit
            var scope = TaskScope.<Long>open()) {
        for (var path : paths) {
            scope.fork(path, () -> {
                var text = pages.text(path);
                return threads.submit(() -> mill.digest(text)).get();
            });
        }
        return scope.join();
    }
}
