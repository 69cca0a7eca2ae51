List<String> supervise(Jobs jobs) throws Exception {
    try (var scope = TaskScope.<String>open()) {
        for (var name : jobs.names()) {
            scope.fork(name, () -> ended(jobs, name));
        }
        return scope.join();
    }
}

String ended(Jobs jobs, String name) throws InterruptedException {
    try (var scope = TaskScope.within(jobs.limit(name))) {
        scope.fork(name, () -> jobs.run(name));
        scope.join();
        jobs.cleanUp(name);                // only if all went well
        return "done";
    } catch (TimeoutException e) {
        return "too late";
    } catch (ExecutionException e) {
        return "failed";
    }
}
