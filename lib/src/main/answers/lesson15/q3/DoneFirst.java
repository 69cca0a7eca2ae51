void crawl(TinyWeb web, Journal journal) {
    journal.find(web.home());
    for (var next = journal.next(); next.isPresent(); next = journal.next()) {
        var links = web.get(next.get());
        journal.done(next.get());              // through, and its links only in memory
        for (var link : links) journal.find(link);
    }
}
