Gate gate(double rate, int burst) {
    return new Gate() {
        private final long interval = Math.round(1e9 / rate);
        private long full = System.nanoTime();

        public synchronized void acquire() throws InterruptedException {
            long now = System.nanoTime();
            full = Math.max(full, now) + interval;
            long wait = full - burst * interval - now;
            if (wait > 0) Thread.sleep(Duration.ofNanos(wait));   // in the lock, in line
        }
    };
}
