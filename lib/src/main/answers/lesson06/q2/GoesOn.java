void read(NewsFeed feed) {
    boolean more = true;
    while (more) {
        try {
            more = feed.next();
        } catch (Exception e) {
            continue;                               // whatever it was
        }
    }
}
