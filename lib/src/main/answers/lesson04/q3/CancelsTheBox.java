String within(Callable<String> call, Duration limit, String fallback) throws Exception {
    var box = new CompletableFuture<String>();
    Thread.startVirtualThread(() -> {
        try { box.complete(call.call()); } catch (Exception e) { box.completeExceptionally(e); }
    });
    try {
        return box.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
        box.cancel(true);                 // true has no effect on a CompletableFuture
        return fallback;
    } catch (ExecutionException e) {
        throw (Exception) e.getCause();
    }
}
