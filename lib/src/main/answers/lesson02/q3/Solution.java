List<Long> digests(Pages pages, Mill mill, List<String> paths) throws Exception {
    int processors = Runtime.getRuntime().availableProcessors();
    try (var cores = Executors.newFixedThreadPool(processors);
            var scope = TaskScope.<Long>open()) {
        for (var path : paths) {
            scope.fork(path, () -> {
                var text = pages.text(path);
                return cores.submit(() -> mill.digest(text)).get();
            });
        }
        return scope.join();
    }
}
