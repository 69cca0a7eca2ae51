Gate gate(double rate, int burst) {
    return new Gate() {
        private final long interval = Math.round(1e9 / rate);
        private long full = System.nanoTime() - 20 * interval;   // as if it had idled before

        public synchronized void acquire() throws InterruptedException {
            full += interval;                  // from the past, if it lies there: no bound on what is saved up
            long wait = full - burst * interval - System.nanoTime();
            if (wait > 0) Thread.sleep(Duration.ofNanos(wait));
        }
    };
}
