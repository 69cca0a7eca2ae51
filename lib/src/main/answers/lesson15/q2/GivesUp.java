List<String> fetchTitles(Map<SiteReader, List<String>> pages) throws Exception {
    try (var scope = TaskScope.<List<String>>open()) {
        pages.forEach((host, paths) -> scope.fork(host.toString(), () -> {
            var titles = new ArrayList<String>();
            for (var path : paths) {
                var page = host.get(path);
                if (page.status() == 200) titles.add(page.title());   // a 429 is no page
            }
            return titles;
        }));
        return scope.join().stream().flatMap(List::stream).toList();
    }
}
