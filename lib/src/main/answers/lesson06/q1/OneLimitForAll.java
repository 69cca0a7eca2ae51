List<String> supervise(Jobs jobs) throws Exception {
    var tasks = new ArrayList<Task<?>>();
    var all = Joiner.<Object>allWithFailures();
    try (var scope = TaskScope.open(all, with -> with.withTimeout(jobs.limit("c")))) {
        for (var name : jobs.names()) {
            tasks.add(scope.fork(name, () -> {
                try {
                    jobs.run(name);
                } finally {
                    jobs.cleanUp(name);
                }
            }));
        }
        scope.join();
    } catch (TimeoutException e) {
        // the tasks know
    }
    return tasks.stream().map(task -> switch (task.state()) {
        case SUCCEEDED -> "done";
        case FAILED -> "failed";
        default -> "too late";
    }).toList();
}
