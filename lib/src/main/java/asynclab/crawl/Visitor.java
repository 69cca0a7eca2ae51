package asynclab.crawl;

import asynclab.crawl.Frontier.Lease;
import asynclab.crawl.Outcome.Reason;
import asynclab.crawl.Outcome.Refused;
import asynclab.http.Body;
import asynclab.http.ByteCaps;
import asynclab.http.FetchException;
import asynclab.http.FetchRequest;
import asynclab.http.FetchSettings;
import asynclab.http.Head;
import asynclab.http.HttpFetcher;
import asynclab.http.Repeatable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Asks for one URL, once. Immutable, so safe for any thread. */
final class Visitor {
    private static final ByteCaps SITEMAP = new ByteCaps(10L << 20, 50L << 20, false); // 50 MiB: sitemaps.org

    /**
     * What came of it.
     *
     * @param retryAfter how long the host asks to be left alone
     * @param isPassing whether another attempt may end better
     * @param capture what came over the network, if that is wanted and anything was read
     */
    record Answer(
            Outcome outcome,
            SitemapReader.Content sitemap,
            Duration took,
            long bytes,
            Optional<Duration> retryAfter,
            boolean isPassing,
            Optional<Capture> capture) {
        /** There was none that could be read. */
        static Answer without(Outcome outcome, Duration took, boolean isPassing) {
            return new Answer(
                    outcome, SitemapReader.Content.NONE, took, 0, Optional.empty(), isPassing, Optional.empty());
        }

        /** 429 and 503 speak for the whole host: RFC 6585 section 4, RFC 9110 section 15.6.4. */
        boolean wantsBlock() {
            return outcome instanceof Outcome.HttpError(int status) && (status == 429 || status == 503);
        }

        /** Whether the host did what it was asked: only then may it be asked faster. */
        boolean isGood() {
            return outcome.statusCode().map(status -> status == 200).orElse(false);
        }
    }

    private final CrawlSettings settings;
    private final HttpFetcher fetcher;
    private final FetchSettings forSitemaps;
    private final PageReader reader;
    private final boolean captures;

    /** {@code captures} says whether what hosts answer is kept as it came. */
    Visitor(CrawlSettings settings, HttpFetcher fetcher, boolean captures) {
        this.captures = captures;
        this.settings = settings;
        this.fetcher = fetcher;
        this.forSitemaps = fetcher.settings().withCaps(SITEMAP);
        this.reader = new PageReader(new PageParser(settings.extractor(), settings.token()), new SitemapReader());
    }

    /** Asks, and makes a value of whatever happens; only an interrupt, or a reader's own trouble, is thrown. */
    Answer visit(Lease lease) throws InterruptedException {
        var link = lease.link();
        var event = new FetchEvent();
        event.begin();
        long start = System.nanoTime();
        var at = Instant.now();
        Answer answer;
        try {
            boolean sitemap = link.kind() == Link.Kind.SITEMAP;
            answer = fetcher.fetch(
                    request(link),
                    sitemap ? forSitemaps : fetcher.settings(),
                    (head, body) -> read(link, at, head, body));
        } catch (IOException e) {
            answer = failed(e, Duration.ofNanos(System.nanoTime() - start));
        } catch (RuntimeException e) {
            // A page that makes the parser stumble is one more kind of bad page.
            var why = new Outcome.Failed(FetchException.Kind.DECODE, e.toString());
            answer = Answer.without(why, Duration.ofNanos(System.nanoTime() - start), false);
        }
        event.end();
        if (event.shouldCommit()) {
            event.url = link.url();
            event.host = link.host();
            event.attempt = lease.attempt();
            event.outcome = answer.outcome().word();
            event.status = answer.outcome().statusCode().orElse(0);
            event.bytes = answer.bytes();
            event.commit();
        }
        return answer;
    }

    private FetchRequest request(Link link) {
        var request = FetchRequest.get(link.uri());
        return settings.memory()
                .of(link.url())
                .map(known -> known.validators().on(request))
                .orElse(request);
    }

    private Answer read(Link link, Instant at, Head head, Body body) throws IOException {
        var copy = new ByteArrayOutputStream();
        if (captures) {
            body.copyTo(copy);
        }
        var result = reader.read(link.kind(), head, body);
        boolean passing = result.outcome() instanceof Outcome.HttpError(int status) && Repeatable.isPassing(status);
        var took = body.elapsed();
        long bytes = body.wireBytes();
        boolean kept = captures && !(result.outcome() instanceof Refused); // an image is refused unread
        var capture = kept ? Optional.of(Capture.of(link.uri(), at, head, body, copy)) : Optional.<Capture>empty();
        return new Answer(
                result.outcome(), result.sitemap(), took, bytes, head.retryAfter(Instant.now()), passing, capture);
    }

    private static Answer failed(IOException failure, Duration took) {
        var kind = failure instanceof FetchException known ? known.kind() : FetchException.Kind.CLOSED;
        String detail = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        Outcome outcome = switch (kind) {
            case ADDRESS -> new Refused(Reason.ADDRESS, detail);
            case TOO_LARGE -> new Refused(Reason.TOO_LARGE, detail);
            case ENCODING -> new Refused(Reason.ENCODING, detail);
            case SCHEME, URL -> new Refused(Reason.URL, detail);
            default -> new Outcome.Failed(kind, detail);
        };
        return Answer.without(outcome, took, kind.isPassing());
    }
}
