List<String> fetchTitles(Map<SiteReader, List<String>> pages) throws Exception {
    try (var scope = TaskScope.<List<String>>open()) {
        pages.forEach((host, paths) -> scope.fork(host.toString(), () -> {
            var titles = new ArrayList<String>();
            var later = new ArrayDeque<>(paths);
            while (!later.isEmpty()) {
                var page = host.get(later.remove());
                if (page.status() == 429) {
                    later.add(page.path());            // this page later, and now the next one
                    Thread.sleep(50);
                } else {
                    titles.add(page.title());
                }
            }
            return titles;
        }));
        return scope.join().stream().flatMap(List::stream).toList();
    }
}
