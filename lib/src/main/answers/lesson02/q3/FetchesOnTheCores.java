List<Long> digests(Pages pages, Mill mill, List<String> paths) throws Exception {
    int processors = Runtime.getRuntime().availableProcessors();
    try (var cores = Executors.newFixedThreadPool(processors)) { // waits, where one should compute
        var futures = paths.stream()
            .map(path -> cores.submit(() -> mill.digest(pages.text(path))))
            .toList();
        var digests = new ArrayList<Long>();
        for (var future : futures) digests.add(future.get());
        return digests;
    }
}
