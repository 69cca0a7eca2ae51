void crawl(TinyWeb web, Journal journal) {
    var waiting = new ArrayDeque<String>();
    if (journal.find(web.home())) waiting.add(web.home());   // the second time it is known, and that is all
    while (!waiting.isEmpty()) {
        var path = waiting.remove();
        for (var link : web.get(path)) {
            if (journal.find(link)) waiting.add(link);
        }
        journal.done(path);
    }
}
