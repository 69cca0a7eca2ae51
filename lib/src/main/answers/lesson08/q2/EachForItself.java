Gate gate(double rate, int burst) {
    return () -> Thread.sleep(Duration.ofNanos(Math.round(1e9 / rate)));   // every caller, side by side
}
