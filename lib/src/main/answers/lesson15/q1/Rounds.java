Map<String, String> crawl(SiteReader site, int atOnce) throws Exception {
    var titles = new TreeMap<String, String>();
    var known = new HashSet<String>(List.of(site.home()));
    var round = List.of(site.home());
    while (!round.isEmpty()) {                 // and every round waits for its slowest page
        var pages = round.stream().gather(Gatherers.mapConcurrent(atOnce, site::get)).toList();
        for (var page : pages) {
            if (page.status() == 200) titles.put(page.path(), page.title());
        }
        round = pages.stream().flatMap(page -> page.links().stream())
            .filter(site::allows)
            .filter(known::add)
            .toList();
    }
    return titles;
}
