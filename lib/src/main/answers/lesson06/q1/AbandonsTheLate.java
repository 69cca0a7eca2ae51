List<String> supervise(Jobs jobs) throws Exception {
    try (var scope = TaskScope.<String>open()) {
        for (var name : jobs.names()) {
            scope.fork(name, () -> ended(jobs, name));
        }
        return scope.join();
    }
}

String ended(Jobs jobs, String name) throws InterruptedException {
    var end = new CompletableFuture<String>();
    Thread.ofVirtual().name(name).start(() -> {
        try {
            jobs.run(name);
            end.complete("done");
        } catch (Exception e) {
            end.complete("failed");
        }
    });
    try {
        long limit = jobs.limit(name).toMillis();
        return end.completeOnTimeout("too late", limit, TimeUnit.MILLISECONDS).get();
    } catch (ExecutionException e) {
        return "failed";
    } finally {
        jobs.cleanUp(name);                // while the job still runs
    }
}
