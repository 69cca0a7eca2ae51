Map<String, String> crawl(SiteReader site, int atOnce) throws Exception {
    var titles = new ConcurrentHashMap<String, String>();
    var known = ConcurrentHashMap.<String>newKeySet();
    var waiting = new LinkedBlockingQueue<String>(List.of(site.home()));
    var permits = new Semaphore(atOnce);
    known.add(site.home());
    try (var scope = TaskScope.open()) {
        for (var path = waiting.poll(); path != null; path = waiting.poll()) {   // empty: the end?
            var next = path;
            permits.acquire();
            scope.fork(path, () -> {
                try {
                    var page = site.get(next);
                    if (page.status() == 200) titles.put(next, page.title());
                    page.links().stream().filter(site::allows).filter(known::add).forEach(waiting::add);
                } finally {
                    permits.release();
                }
            });
        }
        scope.join();
    }
    return titles;
}
