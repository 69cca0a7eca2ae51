package asynclab.crawl;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.WarcCompression;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcTruncationReason;
import org.netpreserve.jwarc.WarcWriter;
import org.netpreserve.jwarc.Warcinfo;

/**
 * Keeps what hosts answered in a file that web archives read: WARC (ISO 28500), each record packed by itself, written by
 * jwarc.
 *
 * {@snippet :
 * try (var lines = JsonLines.create(Path.of("pages.jsonl")); var warc = WarcFile.create(Path.of("pages.warc.gz"))) {
 *     crawler.crawl(frontier, VisitSink.both(lines, warc), List.of(seed));
 * }
 * }
 *
 * <p>It has a response for each URL that was answered, redirects and errors included, and none for what was refused unread.
 * A body is in the encoding it came in, but not in chunks: the header {@code Transfer-Encoding} is kept as
 * {@code X-Crawler-Transfer-Encoding}, as other crawlers do. The words after the status are not: the JDK drops them.
 *
 * <p>One thread at a time.
 */
public final class WarcFile implements VisitSink, AutoCloseable {
    /** The largest record there can be, a sitemap's, with room to spare: what is torn off at the end is no more than that. */
    private static final long LARGEST = 16L << 20;

    private final WarcWriter writer;

    private WarcFile(FileChannel channel) throws IOException {
        this.writer = new WarcWriter(channel, WarcCompression.GZIP);
    }

    /**
     * A new file.
     *
     * @throws IOException if it is there already, or cannot be made
     * @throws IllegalArgumentException if its name does not end in {@code .warc.gz}, by which programs know what it is
     */
    public static WarcFile create(Path file) throws IOException {
        check(file);
        return begun(FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    private static WarcFile begun(FileChannel channel) throws IOException {
        var warc = new WarcFile(channel);
        warc.writer.write(new Warcinfo.Builder()
                .fields(Map.of("software", List.of("AsyncLab"), "format", List.of("WARC File Format 1.0")))
                .build());
        return warc;
    }

    /**
     * A file that is written on, or a new one if there is none. A record at its end that is torn, since the program that
     * wrote it died, is cut off.
     *
     * @throws IOException if it is no WARC, is damaged elsewhere than at its end, or cannot be written
     * @throws IllegalArgumentException if its name does not end in {@code .warc.gz}
     */
    public static WarcFile append(Path file) throws IOException {
        check(file);
        if (!Files.exists(file)) {
            return create(file);
        }
        if (Files.size(file) == 0) {
            return begun(FileChannel.open(file, StandardOpenOption.WRITE)); // its program died before it had begun
        }
        long end = endOfWhole(file);
        if (end == 0 || Files.size(file) - end > LARGEST) {
            throw new IOException(file + " is no WARC, or is damaged after byte " + end + ": it is left as it is");
        }
        return new WarcFile(
                FileChannel.open(file, StandardOpenOption.WRITE).truncate(end).position(end));
    }

    @Override
    public boolean wantsCaptures() {
        return true;
    }

    /** Does nothing: an archive has what was answered, not what was made of it. */
    @Override
    public void add(Visit visit) {}

    @Override
    public void add(Capture capture) throws IOException {
        var bytes = capture.bytes();
        var http = new HttpResponse.Builder(capture.head().status(), "");
        capture.head()
                .headers()
                .map()
                .forEach((name, values) -> values.forEach(value -> {
                    if (!name.equalsIgnoreCase("Content-Length")) { // of what is kept: the builder sets it
                        http.addHeader(name.equalsIgnoreCase("Transfer-Encoding") ? "X-Crawler-" + name : name, value);
                    }
                }));
        http.body(null, Channels.newChannel(new ByteArrayInputStream(bytes)), bytes.length);
        var response =
                new WarcResponse.Builder(capture.uri()).date(capture.at()).body(http.build());
        if (!capture.isWhole()) {
            response.truncated(WarcTruncationReason.UNSPECIFIED);
        }
        writer.write(response.build());
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private static void check(Path file) {
        if (!file.toString().endsWith(".warc.gz")) {
            throw new IllegalArgumentException("an archive's name ends in .warc.gz, got " + file);
        }
    }

    /** Each record is packed by itself and so has a checksum: what can be read is whole. */
    private static long endOfWhole(Path file) throws IOException {
        try (var reader = new WarcReader(file)) {
            if (reader.compression() != WarcCompression.GZIP) {
                return 0;
            }
            try {
                Optional<WarcRecord> record;
                do {
                    record = reader.next();
                } while (record.isPresent());
            } catch (IOException e) {
                // the record that begins here cannot be read
            }
            return reader.position();
        }
    }
}
