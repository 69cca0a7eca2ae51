package asynclab.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Routes about bodies: large ones, slow ones, compressed ones, pages and pictures. */
final class BodyRoutes {
    /** 16 GiB. Bytes are made as they are sent, so a large body costs the server time, not memory. */
    private static final long LARGEST = 16L << 30;

    private static final int BLOCK = 16 << 10;
    private static final int MOST_DRIPPED = 10 << 20;
    private static final int MOST_LINKS = 10_000;
    private static final String BINARY = "application/octet-stream";

    private BodyRoutes() {}

    static void addTo(Routes routes) {
        routes.add("GET", "/bytes/{n}", "n bytes, the same each time; ?seed= for others", BodyRoutes::bytes)
                .add("GET", "/stream-bytes/{n}", "the same, in chunks of unknown number", BodyRoutes::streamBytes)
                .add("GET", "/drip", "?numbytes= over ?duration= seconds, after ?delay=, with ?code=", BodyRoutes::drip)
                .add("GET", "/gzip", "an answer in gzip", request -> compressed(request, "gzip"))
                .add("GET", "/deflate", "an answer in deflate", request -> compressed(request, "deflate"))
                .add("GET", "/html", "a page", _ -> resource("page.html", "text/html; charset=utf-8"))
                .add("GET", "/json", "a document in JSON", _ -> resource("document.json", "application/json"))
                .add("GET", "/links/{n}", "a page with n links", BodyRoutes::linksStart)
                .add("GET", "/links/{n}/{page}", "page number page of n, with links to the others", BodyRoutes::links)
                .add("GET", "/image", "a picture, of the kind that Accept asks for", BodyRoutes::image)
                .add("GET", "/image/{kind}", "a picture: png, jpeg or svg", BodyRoutes::imageOf);
    }

    private static Answer bytes(Request request) throws Refusal {
        long n = request.whole("n", 0, LARGEST);
        return Answer.sized(BINARY, n, random(n, seed(request)));
    }

    private static Answer streamBytes(Request request) throws Refusal {
        return Answer.chunked(BINARY, random(request.whole("n", 0, LARGEST), seed(request)));
    }

    private static long seed(Request request) throws Refusal {
        return request.whole("seed", 42, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static Answer.Body random(long n, long seed) {
        return out -> {
            var random = new SplittableRandom(seed);
            var block = new byte[BLOCK];
            for (long left = n; left > 0; left -= BLOCK) {
                random.nextBytes(block);
                out.write(block, 0, (int) Math.min(left, BLOCK));
            }
        };
    }

    private static Answer drip(Request request) throws Refusal, InterruptedException {
        int count = (int) request.whole("numbytes", 10, 1, MOST_DRIPPED);
        Duration time = request.seconds("duration", Duration.ofSeconds(2), EchoRoutes.LONGEST_WAIT);
        Duration delay = request.seconds("delay", Duration.ZERO, EchoRoutes.LONGEST_WAIT);
        int code = (int) request.whole("code", 200, 200, 599);
        Thread.sleep(delay);
        var stars = "*".repeat(count).getBytes(StandardCharsets.US_ASCII);
        return Answer.of(BINARY, stars).dripped(time).withStatus(code);
    }

    private static Answer compressed(Request request, String coding) throws IOException, Refusal {
        var echo = EchoRoutes.echo(request);
        echo.put(coding.equals("gzip") ? "gzipped" : "deflated", true);
        var bytes = new ByteArrayOutputStream();
        // RFC 9110 section 8.4.1.2: "deflate" is the zlib format, not the bare one.
        try (OutputStream out = coding.equals("gzip") ? new GZIPOutputStream(bytes) : new DeflaterOutputStream(bytes)) {
            out.write(Json.indented(echo));
        }
        return Answer.of("application/json", bytes.toByteArray()).with("Content-Encoding", coding);
    }

    private static Answer linksStart(Request request) throws Refusal {
        return Answer.redirect(302, "/links/" + request.whole("n", 1, MOST_LINKS) + "/0");
    }

    private static Answer links(Request request) throws Refusal {
        long n = request.whole("n", 1, MOST_LINKS);
        long page = request.whole("page", 0, n - 1);
        var html = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><title>Links</title></head><body>\n");
        for (long i = 0; i < n; i++) {
            if (i == page) {
                html.append(i).append('\n');
            } else {
                html.append("<a href=\"/links/%d/%d\">%d</a>%n".formatted(n, i, i));
            }
        }
        return Answer.html(html.append("</body></html>\n").toString());
    }

    private static Answer image(Request request) throws IOException, Refusal {
        String accept = request.header("Accept").orElse("*/*").toLowerCase(Locale.ROOT);
        for (String kind : List.of("svg", "jpeg", "png")) {
            if (accept.contains("image/" + kind)) {
                return picture(kind);
            }
        }
        if (accept.contains("image/*") || accept.contains("*/*")) {
            return picture("png");
        }
        throw Refusal.notAcceptable("/image has png, jpeg and svg, not " + accept + ".");
    }

    private static Answer imageOf(Request request) throws Refusal {
        return picture(request.segment("kind"));
    }

    private static Answer picture(String kind) throws Refusal {
        return switch (kind) {
            case "png" -> resource("picture.png", "image/png");
            case "jpeg" -> resource("picture.jpeg", "image/jpeg");
            case "svg" -> resource("picture.svg", "image/svg+xml");
            default -> throw Refusal.notFound("There is no picture " + kind + "; there are png, jpeg and svg.");
        };
    }

    private static Answer resource(String name, String type) {
        try (InputStream in = BodyRoutes.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from asynclab.jar; build it again");
            }
            return Answer.of(type, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
