void fill(Photos photos, int window, Photos.Album album) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        try {
            var ahead = new ArrayDeque<Future<String>>();
            int next = 0;
            do {
                while (ahead.size() < window && next < photos.count()) {
                    int number = next++;
                    ahead.add(threads.submit(() -> photos.develop(number)));
                }
            } while (!ahead.isEmpty() && album.add(ahead.poll().get()));
        } finally {
            threads.shutdownNow();         // nobody wants what still runs
        }
    }
}
