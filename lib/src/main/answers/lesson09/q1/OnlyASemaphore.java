void fill(Photos photos, int window, Photos.Album album) throws Exception {
    var permits = new Semaphore(window);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        try {
            var all = new ArrayList<Future<String>>();
            for (int i = 0; i < photos.count(); i++) {
                int number = i;
                all.add(threads.submit(() -> {
                    permits.acquire();
                    try { return photos.develop(number); }
                    finally { permits.release(); }      // the next one starts, and the album waits for the first
                }));
            }
            for (var photo : all) if (!album.add(photo.get())) return;
        } finally {
            threads.shutdownNow();
        }
    }
}
