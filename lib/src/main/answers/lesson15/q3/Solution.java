void crawl(TinyWeb web, Journal journal) {
    journal.find(web.home());
    for (var next = journal.next(); next.isPresent(); next = journal.next()) {
        var path = next.get();
        for (var link : web.get(path)) journal.find(link);   // first what was found,
        journal.done(path);                                  // then that it is through
    }
}
