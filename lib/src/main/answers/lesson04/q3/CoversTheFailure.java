String within(Callable<String> call, Duration limit, String fallback) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var future = threads.submit(call);
        try {
            return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) { // late and broken are not the same
            future.cancel(true);
            return fallback;
        }
    }
}
