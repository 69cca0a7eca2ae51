List<String> fetchAll(Pages pages, List<String> paths, Semaphore permits) throws Exception {
    try (var scope = TaskScope.open(Joiner.<String>allWithFailures())) {
        for (var path : paths) {
            scope.fork(path, () -> {
                permits.acquire();
                var page = pages.get(path);
                permits.release();             // skipped when the page fails
                return page;
            });
        }
        return scope.join().stream()
            .map(task -> task.state() == Task.State.SUCCEEDED ? task.get() : "failed")
            .toList();
    }
}
