void night(Bed bed, int sleepers) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < sleepers; i++) {
            threads.submit(() -> { bed.sleep(); return ""; });
        }
    }                                     // the end of the block waits for all of them
}
