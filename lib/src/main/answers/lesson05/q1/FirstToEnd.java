String first(Mirrors mirrors) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var ends = new ExecutorCompletionService<String>(threads);
        for (var name : mirrors.names()) {
            ends.submit(() -> mirrors.read(name));
        }
        try {
            return ends.take().get();      // whoever ends first, also by a failure
        } catch (ExecutionException e) {
            return e.getCause().getMessage();
        } finally {
            threads.shutdownNow();
        }
    }
}
