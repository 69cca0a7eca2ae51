void crawl(TinyWeb web, Journal journal) {
    var known = new LinkedHashSet<String>(List.of(web.home()));
    var waiting = new ArrayDeque<>(known);
    while (!waiting.isEmpty()) {
        for (var link : web.get(waiting.remove())) {
            if (known.add(link)) waiting.add(link);
        }
    }
    for (var path : known) {                   // until here, all of it was in memory
        journal.find(path);
        journal.done(path);
    }
}
