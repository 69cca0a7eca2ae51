void night(Bed bed, int sleepers) throws Exception {
    for (int i = 0; i < sleepers; i++) {
        Thread.startVirtualThread(() -> { // started, and nobody waits for it
            try { bed.sleep(); }
            catch (InterruptedException e) { Thread.currentThread().interrupt(); }
        });
    }
}
