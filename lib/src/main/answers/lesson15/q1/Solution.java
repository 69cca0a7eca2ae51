Map<String, String> crawl(SiteReader site, int atOnce) throws Exception {
    var titles = new ConcurrentHashMap<String, String>();
    var known = ConcurrentHashMap.<String>newKeySet();
    var waiting = new LinkedBlockingQueue<String>(List.of(site.home()));
    var open = new AtomicInteger(1);           // found and not through
    known.add(site.home());
    try (var scope = TaskScope.open()) {
        for (int i = 1; i <= atOnce; i++) {
            scope.fork("crawl-" + i, () -> {
                while (open.get() > 0) {
                    var path = waiting.poll(10, TimeUnit.MILLISECONDS);
                    if (path == null) continue;        // empty, but more may come
                    var page = site.get(path);
                    if (page.status() == 200) titles.put(path, page.title());
                    var found = page.links().stream()
                        .filter(site::allows).filter(known::add).toList();
                    open.addAndGet(found.size() - 1);  // before they can be taken
                    waiting.addAll(found);
                }
            });
        }
        scope.join();
    }
    return titles;
}
