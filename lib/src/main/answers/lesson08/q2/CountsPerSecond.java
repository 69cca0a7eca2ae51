Gate gate(double rate, int burst) {
    return new Gate() {
        private long second = System.nanoTime();
        private int count;

        public synchronized void acquire() throws InterruptedException {
            long rest = second + 1_000_000_000 - System.nanoTime();
            if (count == (int) rate && rest > 0) Thread.sleep(Duration.ofNanos(rest));
            if (System.nanoTime() - second >= 1_000_000_000) {
                second = System.nanoTime();
                count = 0;
            }
            count++;                           // a whole second's worth may come at once
        }
    };
}
