List<String> page(Parts parts) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var user = threads.submit(() -> parts.user());
        var posts = threads.submit(() -> parts.posts());
        var friends = threads.submit(() -> parts.friends());
        return List.of(user.get(), posts.get(), friends.get());   // the failure is looked at last
    }
}
