String within(Callable<String> call, Duration limit, String fallback) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var future = threads.submit(call);
        try {
            return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            future.cancel(true);          // interrupts the thread that works for it
            return fallback;
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }
}
