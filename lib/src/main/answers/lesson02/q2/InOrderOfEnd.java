List<Long> counts(Primes primes, List<Integer> limits) throws Exception {
    int processors = Runtime.getRuntime().availableProcessors();
    var counts = new ConcurrentLinkedQueue<Long>(); // filled by whoever is ready first
    try (var cores = Executors.newFixedThreadPool(processors)) {
        for (int limit : limits) cores.submit(() -> counts.add(primes.below(limit)));
    }
    return List.copyOf(counts);
}
