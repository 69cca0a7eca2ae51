Gate gate(double rate, int burst) {
    return new Gate() {
        private final long interval = Math.round(1e9 / rate);
        private long last = System.nanoTime();

        public synchronized void acquire() throws InterruptedException {
            long wait = last + interval - System.nanoTime();
            if (wait > 0) Thread.sleep(Duration.ofNanos(wait));
            last = System.nanoTime() + interval;   // the interval counts twice
        }
    };
}
