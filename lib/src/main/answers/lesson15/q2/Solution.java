List<String> fetchTitles(Map<SiteReader, List<String>> pages) throws Exception {
    try (var scope = TaskScope.<List<String>>open()) {
        pages.forEach((host, paths) -> scope.fork(host.toString(), () -> {
            var titles = new ArrayList<String>();
            for (var path : paths) {
                var page = host.get(path);
                while (page.status() == 429) {
                    Thread.sleep(page.retryAfter());   // this host's own task: nobody else asks it
                    page = host.get(path);
                }
                titles.add(page.title());
            }
            return titles;
        }));
        return scope.join().stream().flatMap(List::stream).toList();
    }
}
