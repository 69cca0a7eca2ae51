List<String> page(Parts parts) throws Exception {
    var threads = Executors.newVirtualThreadPerTaskExecutor();   // never closed
    var user = CompletableFuture.supplyAsync(() -> got(() -> parts.user()), threads);
    var posts = CompletableFuture.supplyAsync(() -> got(() -> parts.posts()), threads);
    var friends = CompletableFuture.supplyAsync(() -> got(() -> parts.friends()), threads);
    var all = List.of(user, posts, friends);
    var failed = new CompletableFuture<Object>();
    all.forEach(part -> part.whenComplete((value, e) -> {
        if (e != null) failed.completeExceptionally(e);
    }));
    CompletableFuture.anyOf(failed, CompletableFuture.allOf(user, posts, friends)).get();
    return all.stream().map(CompletableFuture::join).toList();
}
String got(Callable<String> part) {
    try {
        return part.call();
    } catch (Exception e) {
        throw new CompletionException(e);
    }
}
