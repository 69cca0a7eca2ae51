void night(Bed bed, int sleepers) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 1; i < sleepers; i++) { // from 1, and yet without the last
            threads.submit(() -> { bed.sleep(); return ""; });
        }
    }
}
