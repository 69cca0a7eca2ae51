List<Integer> statuses(Pages pages, List<String> paths, int limit) throws Exception {
    var permits = new Semaphore(limit);
    try (var scope = TaskScope.<Integer>open()) {
        for (var path : paths) {
            scope.fork(path, () -> {
                permits.acquire();
                try {
                    return pages.get(path) == 200 ? pages.get(path) : 0;   // a second request, for the value
                } finally {
                    permits.release();
                }
            });
        }
        return scope.join();
    }
}
