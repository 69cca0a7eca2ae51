List<String> supervise(Jobs jobs) throws Exception {
    try (var scope = TaskScope.<String>open()) {
        for (var name : jobs.names()) {
            scope.fork(name, () -> ended(jobs, name));
        }
        try {
            return scope.join();
        } catch (InterruptedException e) {
            return List.of();
        }
    }
}

String ended(Jobs jobs, String name) {
    try (var scope = TaskScope.within(jobs.limit(name))) {
        scope.fork(name, () -> jobs.run(name));
        scope.join();
        return "done";
    } catch (TimeoutException e) {
        return "too late";
    } catch (ExecutionException e) {
        return "failed";
    } catch (InterruptedException e) {
        return "too late";                 // it was asked to stop, and says nothing of it
    } finally {
        jobs.cleanUp(name);                // once, however it ended
    }
}
