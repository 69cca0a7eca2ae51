String within(Callable<String> call, Duration limit, String fallback) throws Exception {
    var box = new CompletableFuture<String>();
    Thread.startVirtualThread(() -> {
        try { box.complete(call.call()); } catch (Exception e) { box.completeExceptionally(e); }
    });
    box.completeOnTimeout(fallback, limit.toMillis(), TimeUnit.MILLISECONDS); // stops nobody
    try {
        return box.get();
    } catch (ExecutionException e) {
        throw (Exception) e.getCause();
    }
}
