int fetch(HttpFetcher fetcher, URI page, Duration patience) throws Exception {
    return fetcher.fetch(page).status();       // 429 is an answer, but not the page
}
