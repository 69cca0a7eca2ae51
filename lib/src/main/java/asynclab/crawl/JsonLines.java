package asynclab.crawl;

import asynclab.internal.JsonText;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a crawl's visits to a file, a JSON object on a line: readable by any tool, and while the crawl still runs.
 *
 * {@snippet lang="json" :
 * {"url":"http://127.0.0.1:40233/p/7","outcome":"page","status":200,"title":"The tide","depth":2,"attempts":1,"at":"2026-11-21T14:46:02Z","ms":12.4,"bytes":5120,"links":["http://127.0.0.1:40233/p/8"],"etag":"\"5f3a\""}
 * }
 *
 * <p>One thread at a time.
 */
public final class JsonLines implements VisitSink, AutoCloseable {
    private final BufferedWriter out;

    private JsonLines(BufferedWriter out) {
        this.out = out;
    }

    /** A new file. */
    public static JsonLines create(Path file) throws IOException {
        return new JsonLines(Files.newBufferedWriter(file));
    }

    /** A file that is written on, or a new one if there is none. */
    public static JsonLines append(Path file) throws IOException {
        return new JsonLines(Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    /** Writes a whole line and hands it to the system, so that a crash of this program costs no line. */
    @Override
    public void add(Visit visit) throws IOException {
        out.write(JsonText.of(object(visit)));
        out.write('\n');
        out.flush();
    }

    /** Writes a line to a stream that someone else closes; one that takes no more ends the crawl. */
    static void write(Visit visit, PrintStream to) throws IOException {
        to.println(JsonText.of(object(visit)));
        if (to.checkError()) {
            throw new IOException("standard output takes no more");
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** A visit as a JSON object. */
    static Map<String, @Nullable Object> object(Visit visit) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("url", visit.link().url());
        object.put("outcome", visit.outcome().word());
        visit.outcome().statusCode().ifPresent(status -> object.put("status", status));
        if (visit.outcome() instanceof Outcome.Page page) {
            object.put("title", page.title());
        }
        object.put("depth", visit.link().depth());
        object.put("attempts", visit.attempts());
        object.put("at", visit.at().toString());
        object.put("ms", Math.round(visit.took().toNanos() / 1e3) / 1e3);
        object.put("bytes", visit.bytes());
        addDetails(visit.outcome(), object);
        return object;
    }

    private static void addDetails(Outcome outcome, Map<String, @Nullable Object> object) {
        switch (outcome) {
            case Outcome.Page page -> {
                object.put("links", page.links());
                page.validators().etag().ifPresent(tag -> object.put("etag", tag));
                page.validators().lastModified().ifPresent(date -> object.put("last_modified", date));
                if (page.noIndex()) {
                    object.put("noindex", true);
                }
                if (page.cut()) {
                    object.put("cut", true);
                }
                if (!page.fields().isEmpty()) {
                    object.put("fields", page.fields());
                }
            }
            case Outcome.Redirect redirect -> object.put("target", redirect.target());
            case Outcome.Refused refused -> object.put("why", refused.detail());
            case Outcome.Failed failed -> object.put("why", failed.detail());
            case Outcome.NotModified _, Outcome.Sitemap _, Outcome.HttpError _ -> {}
        }
    }
}
