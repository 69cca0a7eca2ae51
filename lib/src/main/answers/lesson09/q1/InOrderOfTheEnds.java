void fill(Photos photos, int window, Photos.Album album) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        try {
            var ended = new ExecutorCompletionService<String>(threads);
            int next = 0;
            int running = 0;
            do {
                for (; running < window && next < photos.count(); running++) {
                    int number = next++;
                    ended.submit(() -> photos.develop(number));
                }
            } while (running-- > 0 && album.add(ended.take().get()));   // the quickest first
        } finally {
            threads.shutdownNow();
        }
    }
}
