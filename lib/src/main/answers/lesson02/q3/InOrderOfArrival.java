List<Long> digests(Pages pages, Mill mill, List<String> paths) throws Exception {
    int processors = Runtime.getRuntime().availableProcessors();
    var digests = new ConcurrentLinkedQueue<Long>(); // filled by whoever is ready first
    try (var cores = Executors.newFixedThreadPool(processors);
            var scope = TaskScope.open()) {
        for (var path : paths) {
            scope.fork(path, () -> {
                var text = pages.text(path);
                return cores.submit(() -> digests.add(mill.digest(text))).get();
            });
        }
        scope.join();
    }
    return List.copyOf(digests);
}
