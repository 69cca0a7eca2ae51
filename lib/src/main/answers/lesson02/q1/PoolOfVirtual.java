void night(Bed bed, int sleepers) throws Exception {
    var factory = Thread.ofVirtual().factory();
    try (var threads = Executors.newFixedThreadPool(4_000, factory)) { // a pool is a limit
        for (int i = 0; i < sleepers; i++) {
            threads.submit(() -> { bed.sleep(); return ""; });
        }
    }
}
