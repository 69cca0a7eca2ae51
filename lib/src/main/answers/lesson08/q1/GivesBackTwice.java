List<String> fetchAll(Pages pages, List<String> paths, Semaphore permits) throws Exception {
    try (var scope = TaskScope.open(Joiner.<String>allWithFailures())) {
        for (var path : paths) {
            scope.fork(path, () -> {
                permits.acquire();
                try {
                    return pages.get(path);
                } catch (IOException e) {
                    permits.release();         // and once more in finally
                    throw e;
                } finally {
                    permits.release();
                }
            });
        }
        return scope.join().stream()
            .map(task -> task.state() == Task.State.SUCCEEDED ? task.get() : "failed")
            .toList();
    }
}
