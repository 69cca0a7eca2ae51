void night(Bed bed, int sleepers) throws Exception {
    try (var threads = Executors.newFixedThreadPool(2_500)) { // dear threads, and a limit
        for (int i = 0; i < sleepers; i++) {
            threads.submit(() -> { bed.sleep(); return ""; });
        }
    }
}
