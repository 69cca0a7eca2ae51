List<String> fetchTitles(Map<SiteReader, List<String>> pages) throws Exception {
    var door = new ReentrantLock();                    // one for all
    try (var scope = TaskScope.<List<String>>open()) {
        pages.forEach((host, paths) -> scope.fork(host.toString(), () -> {
            var titles = new ArrayList<String>();
            for (var path : paths) {
                door.lockInterruptibly();
                try {
                    var page = host.get(path);
                    while (page.status() == 429) {
                        Thread.sleep(page.retryAfter());   // with the door shut
                        page = host.get(path);
                    }
                    titles.add(page.title());
                } finally {
                    door.unlock();
                }
            }
            return titles;
        }));
        return scope.join().stream().flatMap(List::stream).toList();
    }
}
