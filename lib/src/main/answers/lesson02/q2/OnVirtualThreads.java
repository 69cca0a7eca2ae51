List<Long> counts(Primes primes, List<Integer> limits) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) { // holds all carriers
        var futures = limits.stream()
            .map(limit -> threads.submit(() -> primes.below(limit)))
            .toList();
        var counts = new ArrayList<Long>();
        for (var future : futures) counts.add(future.get());
        return counts;
    }
}
