void read(NewsFeed feed) {
    boolean more = true;
    while (more) {
        try {
            more = feed.next();
        } catch (IOException e) {
            continue;                               // a hiccup: the next entry can be read
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();     // the message is kept for the caller
            return;
        }
    }
}
