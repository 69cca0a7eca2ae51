List<String> supervise(Jobs jobs) throws Exception {
    var ends = new ArrayList<String>();
    for (var name : jobs.names()) {
        try (var scope = TaskScope.within(jobs.limit(name))) {
            scope.fork(name, () -> jobs.run(name));
            scope.join();
            ends.add("done");
        } catch (TimeoutException e) {
            ends.add("too late");
        } catch (ExecutionException e) {
            ends.add("failed");
        } finally {
            jobs.cleanUp(name);
        }
    }
    return ends;
}
