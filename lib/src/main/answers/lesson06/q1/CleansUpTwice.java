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
        return "done";
    } catch (TimeoutException e) {
        jobs.cleanUp(name);                // to be on the safe side
        return "too late";
    } catch (ExecutionException e) {
        return "failed";
    } finally {
        jobs.cleanUp(name);                // once, however it ended
    }
}
