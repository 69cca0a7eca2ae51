List<String> page(Parts parts) throws Exception {
    try (var scope = TaskScope.<String>open()) {
        scope.fork("user", () -> parts.user());
        scope.fork("posts", () -> parts.posts());
        scope.fork("friends", () -> parts.friends());
        return scope.join();
    } catch (ExecutionException e) {
        return List.of();                  // a page without parts, and nobody knows why
    }
}
