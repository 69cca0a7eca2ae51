List<Integer> statuses(Pages pages, List<String> paths, int limit) throws Exception {
    var permits = new Semaphore(limit);
    try (var scope = TaskScope.<Integer>open()) {
        for (int i = 0; i < paths.size() - 1; i++) {   // one too few
            var path = paths.get(i);
            scope.fork(path, () -> {
                permits.acquire();
                try {
                    return pages.get(path);
                } finally {
                    permits.release();
                }
            });
        }
        return scope.join();
    }
}
