Gate gate(double rate, int burst) {
    return new Gate() {
        private final long interval = Math.round(1e9 / rate);
        private long full = System.nanoTime();

        public void acquire() throws InterruptedException {
            Thread.sleep(Duration.ofNanos(book()));   // outside the lock, which nothing interrupts
        }

        private synchronized long book() {
            long now = System.nanoTime();
            full = Math.max(full, now) + interval;
            return Math.max(0, full - burst * interval - now);
        }
    };
}
