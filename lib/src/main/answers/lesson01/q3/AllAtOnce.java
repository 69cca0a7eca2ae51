List<Integer> statuses(Pages pages, List<String> paths, int limit) throws Exception {
    try (var scope = TaskScope.<Integer>open()) {
        for (var path : paths) {
            scope.fork(path, () -> pages.get(path));
        }
        return scope.join();
    }
}
