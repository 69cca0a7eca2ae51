String within(Callable<String> call, Duration limit, String fallback) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var future = threads.submit(call);
        try {
            return future.get(limit.toMillis(), TimeUnit.MILLISECONDS); // the wrapper goes out
        } catch (TimeoutException e) {
            future.cancel(true);
            return fallback;
        }
    }
}
