package asynclab.http;

import asynclab.web.PracticeWeb;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A practice web for the tests of a class, and a fetcher with the usual settings for each of them. */
abstract class FetcherFixture {
    static PracticeWeb web;
    HttpFetcher fetcher;

    @BeforeAll
    static void start() {
        web = PracticeWeb.start();
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    @BeforeEach
    void open() {
        fetcher = HttpFetcher.with(FetchSettings.usual()).open();
    }

    @AfterEach
    void close() {
        fetcher.close();
    }
}
