String within(Callable<String> call, Duration limit, String fallback) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        return threads.submit(call).get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {        // by then the block has waited for the call
        return fallback;
    } catch (ExecutionException e) {
        throw (Exception) e.getCause();
    }
}
