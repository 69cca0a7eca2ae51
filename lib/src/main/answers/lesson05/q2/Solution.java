List<String> page(Parts parts) throws Exception {
    try (var scope = TaskScope.<String>open()) {
        scope.fork("user", () -> parts.user());
        scope.fork("posts", () -> parts.posts());
        scope.fork("friends", () -> parts.friends());
        return scope.join();               // in the order of the forks
    }
}
