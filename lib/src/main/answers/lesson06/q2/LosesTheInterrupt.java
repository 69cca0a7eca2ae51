void read(NewsFeed feed) {
    boolean more = true;
    while (more) {
        try {
            more = feed.next();
        } catch (IOException e) {
            continue;
        } catch (InterruptedException e) {
            return;                                 // it stops, and nobody can see why
        }
    }
}
