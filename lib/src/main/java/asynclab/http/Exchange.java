package asynclab.http;

import asynclab.http.FetchException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.util.List;
import java.util.Optional;

/** One request and its answer: name, address, headers, body. Redirects are many of these. Immutable. */
final class Exchange {
    /** What an exchange led to: another one, or the reader's result. */
    sealed interface Step<T> {
        record Next<T>(FetchRequest request) implements Step<T> {}

        record Done<T>(T result) implements Step<T> {}
    }

    /** Characters of names and values. The JDK has a limit too, but reads it when its client loads, perhaps before us. */
    private static final int MOST_HEADERS = 64 << 10;

    private final HttpClient client;
    private final Lookups lookups;

    Exchange(HttpClient client, Lookups lookups) {
        this.client = client;
        this.lookups = lookups;
    }

    /** Runs on a thread that is interrupted when its time is over; every wait in here ends then. */
    <T> Step<T> run(FetchRequest request, FetchSettings settings, List<URI> hops, BodyReader<T> reader)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        checkAddress(settings.guard(), request.uri(), hops.isEmpty() ? request.uri() : hops.getFirst());
        var response = send(request, settings);
        var head = new Head(request.uri(), response.statusCode(), response.headers(), List.copyOf(hops));
        // Closing the raw stream too: a body whose encoding is refused never becomes a Body.
        try (var raw = response.body()) {
            checkHeaders(request.uri(), response.headers());
            var next = settings.redirects() > 0 ? Redirects.next(request, head) : Optional.<FetchRequest>empty();
            if (next.isPresent()) {
                raw.readNBytes(1024); // usually all of it, and the connection can be used again
                return new Step.Next<>(next.get());
            }
            try (var body = Body.of(head, raw, settings.caps(), begun)) {
                return new Step.Done<>(reader.read(head, body));
            }
        }
    }

    private HttpResponse<InputStream> send(FetchRequest request, FetchSettings settings)
            throws FetchException, InterruptedException {
        var subscriber = BodySubscribers.ofInputStream();
        try {
            return client.send(Headers.request(request, settings), _ -> subscriber);
        } catch (InterruptedException e) {
            // If the head arrives at the moment of the interrupt, send throws although it has a response (JDK 25),
            // whose
            // body nobody would ever read or close. Any other exchange is ended by send itself.
            close(subscriber, e);
            throw e;
        } catch (IOException e) {
            throw Failures.of(request.uri(), e);
        } catch (IllegalArgumentException e) {
            // The request was checked when it was made. What is left is an answer whose Content-Length is no
            // number: the JDK lets its NumberFormatException out.
            throw new FetchException(Kind.PROTOCOL, request.uri() + ": " + e.getMessage(), e);
        }
    }

    /** The stream is there from the beginning, and takes a close before it has a body. */
    private static void close(BodySubscriber<InputStream> subscriber, InterruptedException because) {
        try {
            subscriber.getBody().toCompletableFuture().join().close();
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    private static void checkHeaders(URI uri, HttpHeaders headers) throws FetchException {
        long length = 0;
        for (var field : headers.map().entrySet()) {
            for (var value : field.getValue()) {
                length += field.getKey().length() + value.length();
            }
        }
        if (length > MOST_HEADERS) {
            throw new FetchException(
                    Kind.PROTOCOL, uri + ": " + length + " characters of headers; " + MOST_HEADERS + " is the most");
        }
    }

    /**
     * A redirect never leads from one host into what is not the public internet, whatever the guard says: a page out there
     * must not make us ask the router in here. Staying on the host that was asked for is fine.
     */
    private void checkAddress(AddressGuard guard, URI target, URI first) throws FetchException, InterruptedException {
        boolean stays = target.getHost().equals(first.getHost());
        for (InetAddress address : lookups.of(target.getHost())) {
            boolean open = stays || !SpecialAddresses.isSpecial(address);
            if (!open || !guard.allows(target, address)) {
                throw new FetchException(
                        Kind.ADDRESS, target + " leads to " + address.getHostAddress() + ", which may not be asked");
            }
        }
    }
}
