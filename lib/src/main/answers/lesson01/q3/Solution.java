List<Integer> statuses(Pages pages, List<String> paths, int limit) throws Exception {
    var permits = new Semaphore(limit);
    try (var scope = TaskScope.<Integer>open()) {
        for (var path : paths) {
            scope.fork(path, () -> {
                permits.acquire();
                try {
                    return pages.get(path);
                } finally {
                    permits.release();         // also when the request fails
                }
            });
        }
        return scope.join();
    }
}
