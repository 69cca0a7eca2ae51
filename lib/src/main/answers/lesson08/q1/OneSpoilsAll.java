List<String> fetchAll(Pages pages, List<String> paths, Semaphore permits) throws Exception {
    try (var scope = TaskScope.<String>open()) {   // all or nothing
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
