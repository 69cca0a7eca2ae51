List<Long> counts(Primes primes, List<Integer> limits) throws Exception {
    int processors = Runtime.getRuntime().availableProcessors();
    var cores = Executors.newFixedThreadPool(processors); // nobody closes it
    var futures = limits.stream()
        .map(limit -> cores.submit(() -> primes.below(limit)))
        .toList();
    var counts = new ArrayList<Long>();
    for (var future : futures) counts.add(future.get());
    return counts;
}
