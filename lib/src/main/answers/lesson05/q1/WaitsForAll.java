String first(Mirrors mirrors) throws Exception {
    try (var scope = TaskScope.open(Joiner.<String>allWithFailures())) {
        for (var name : mirrors.names()) {
            scope.fork(name, () -> mirrors.read(name));
        }
        return scope.join().stream()
            .filter(task -> task.state() == Task.State.SUCCEEDED)
            .min(Comparator.comparing(Task::elapsed))
            .orElseThrow().get();          // the quickest, when even the slowest has ended
    }
}
