package asynclab.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import asynclab.http.FetchException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a body that was made to fill a client's memory takes of it: the most a process ever had, as Linux counts it. */
class BombTest {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int SLACK_KB = 16 << 10;

    @BeforeAll
    static void onLinux() {
        assumeTrue(Files.isReadable(STATUS));
    }

    @Test
    void aBombTakesNoMoreMemoryThanAPage() throws Exception {
        byte[] gzip = packed(false, 256);
        byte[] deflate = packed(true, 256);
        try (var server = new RawServer((path, _, out) -> {
            switch (path) {
                case "/gzip" -> answer(out, "gzip", gzip);
                case "/deflate" -> answer(out, "deflate", deflate);
                default -> RawServer.write(out, "HTTP/1.1 200 OK\nContent-Length: 4\nConnection: close\n\npage");
            }
        })) {
            int page = peak(server.uri("/page"), "page");
            int bomb = peak(server.uri("/gzip"), Kind.TOO_LARGE.name());
            int other = peak(server.uri("/deflate"), Kind.TOO_LARGE.name());
            System.out.println(
                    "peak kB of a fetch: a page " + page + ", 256 MiB as gzip " + bomb + ", as deflate " + other);
            assertTrue(Math.max(bomb, other) < page + SLACK_KB, page + ", " + bomb + ", " + other);
        }
    }

    /** One that unpacks to less than two hundred times its size looks like a page, and ends at the cap. */
    @Test
    void aLargePageTakesItsCapAndNoMore() throws Exception {
        byte[] large = packedNoise();
        try (var server = new RawServer((path, _, out) -> {
            if (path.equals("/large")) {
                answer(out, "gzip", large);
            } else {
                RawServer.write(out, "HTTP/1.1 200 OK\nContent-Length: 4\nConnection: close\n\npage");
            }
        })) {
            int page = peak(server.uri("/page"), "page");
            int most = peak(server.uri("/large"), Kind.TOO_LARGE.name());
            int cap = (int) (ByteCaps.usual().decoded() >> 10);
            System.out.println("peak kB of a fetch: a page " + page + ", one above the cap " + most);
            assertTrue(most < page + cap + SLACK_KB, page + ", " + most);
        }
    }

    /** The other process: fetches, and says what came of it and the most memory it ever had. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String said;
        try (var fetcher = HttpFetcher.with(FetchSettings.usual()).open()) {
            said = fetcher.fetch(URI.create(arguments[0])).text();
        } catch (FetchException e) {
            said = e.kind().name();
        }
        String peak = Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .findFirst()
                .orElseThrow();
        System.out.println(said + " " + peak.replaceAll("\\D", ""));
    }

    private static int peak(URI uri, String expected) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-Xmn8m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BombTest.class.getName(),
                        uri.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        assertEquals(0, process.waitFor(), said);
        assertEquals(expected, said.split(" ", -1)[0], said);
        return Integer.parseInt(said.split(" ", -1)[1]);
    }

    private static void answer(OutputStream out, String encoding, byte[] body) throws IOException {
        RawServer.write(
                out,
                "HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Encoding: " + encoding + "\nContent-Length: "
                        + body.length + "\nConnection: close\n\n");
        out.write(body);
    }

    private static byte[] packed(boolean deflate, int mebibytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = deflate ? new DeflaterOutputStream(packed) : new GZIPOutputStream(packed)) {
            byte[] one = new byte[1 << 20];
            for (int i = 0; i < mebibytes; i++) {
                out.write(one);
            }
        }
        return packed.toByteArray();
    }

    /** 64 MiB of which a fiftieth is noise. */
    private static byte[] packedNoise() throws IOException {
        var random = new Random(7);
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            byte[] noise = new byte[20];
            byte[] blank = new byte[980];
            for (int i = 0; i < 64 << 10; i++) {
                random.nextBytes(noise);
                out.write(noise);
                out.write(blank);
            }
        }
        return packed.toByteArray();
    }
}
