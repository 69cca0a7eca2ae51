void read(NewsFeed feed) {
    try {
        while (feed.next()) { }
    } catch (IOException e) {
        return;                                     // one bad entry costs all that follow
    } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
    }
}
