List<Integer> statuses(Pages pages, List<String> paths, int limit) throws Exception {
    var permits = new Semaphore(limit + 1);    // counted from 0, as if a permit were an index
    try (var scope = TaskScope.<Integer>open()) {
        for (var path : paths) {
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
