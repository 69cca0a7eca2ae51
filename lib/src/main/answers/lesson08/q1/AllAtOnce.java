List<String> fetchAll(Pages pages, List<String> paths, Semaphore permits) throws Exception {
    try (var scope = TaskScope.open(Joiner.<String>allWithFailures())) {
        for (var path : paths) {
            permits.acquire();                 // around the fork, which takes no time
            scope.fork(path, () -> pages.get(path));
            permits.release();
        }
        return scope.join().stream()
            .map(task -> task.state() == Task.State.SUCCEEDED ? task.get() : "failed")
            .toList();
    }
}
