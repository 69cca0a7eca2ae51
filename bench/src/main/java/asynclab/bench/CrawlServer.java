package asynclab.bench;

import asynclab.bench.CrawlSite.Judgement;
import asynclab.bench.CrawlSite.Watch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the crawlers of {@code bench/crawl.py} crawl, and what judges them: sites on ports of 127.0.0.1, in a process of its
 * own, so that no crawler shares its time with it. Sockets and prepared answers, nothing else: a server that needs more time
 * than the crawler would measure itself.
 *
 * <p>It takes commands on standard input, and answers each with a line:
 *
 * <ul>
 *   <li>{@code open HOSTS PAGES LATENCY_MS}: opens sites, the old ones are closed; answers with their addresses
 *   <li>{@code open HOSTS PAGES LATENCY_MS GAP_MS start|end}: the same, and a request is a violation if it comes sooner than
 *       the gap after the start, or the end, of the last one of its host
 *   <li>{@code judge}: answers with what was asked since the sites were opened, and the checksum of a complete crawl
 * </ul>
 */
public final class CrawlServer {
    private record Host(CrawlSite site, ServerSocket socket) {}

    private final List<Host> hosts = new ArrayList<>(); // used by main's thread only
    private volatile Duration latency = Duration.ZERO; // set before the sites it is for are open

    private CrawlServer() {}

    /** Serves until standard input ends. */
    public static void main(String[] args) throws IOException {
        var server = new CrawlServer();
        var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            System.out.println(line.equals("judge") ? server.judge() : server.open(List.of(line.split(" ", -1))));
        }
    }

    private String open(List<String> words) throws IOException {
        for (var host : hosts) {
            host.socket().close();
        }
        hosts.clear();
        int pages = Integer.parseInt(words.get(2));
        latency = Duration.ofMillis(Long.parseLong(words.get(3)));
        var watch = words.size() == 4
                ? Optional.<Watch>empty()
                : Optional.of(new Watch(
                        Duration.ofMillis(Long.parseLong(words.get(4))),
                        words.get(5).equals("end")));
        for (int i = 0; i < Integer.parseInt(words.get(1)); i++) {
            var host = new Host(
                    new CrawlSite(pages, watch), new ServerSocket(0, 4096, InetAddress.ofLiteral("127.0.0.1")));
            hosts.add(host);
            Thread.ofVirtual().name("accept").start(() -> accept(host));
        }
        return hosts.stream()
                .map(host -> "http://127.0.0.1:" + host.socket().getLocalPort() + CrawlSite.HOME)
                .collect(Collectors.joining(" "));
    }

    private String judge() {
        var all = hosts.stream().map(host -> host.site().judgement()).reduce(Judgement.NONE, Judgement::plus);
        return "{\"requests\": %d, \"distinct\": %d, \"robots\": %d, \"at_once\": %d, \"violations\": %d, \"expected\": \"%s\"}"
                .formatted(
                        all.requests(),
                        all.distinct(),
                        all.robots(),
                        all.atOnce(),
                        all.violations(),
                        hosts.getFirst().site().checksum());
    }

    private void accept(Host host) {
        try {
            while (true) {
                var socket = host.socket().accept();
                Thread.ofVirtual().name("serve").start(() -> serve(socket, host.site()));
            }
        } catch (IOException e) {
            // closed: the next sites are opened
        }
    }

    private void serve(Socket socket, CrawlSite site) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = socket.getInputStream();
            var out = socket.getOutputStream();
            var head = new byte[16 << 10];
            for (String path = path(in, head); !path.isEmpty(); path = path(in, head)) {
                byte[] answer = site.begin(path);
                Thread.sleep(latency);
                site.end(); // before the answer is out: whoever has it may ask again at once
                out.write(answer);
            }
        } catch (IOException e) {
            // the client went away; what it got is in the judgement
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody interrupts these threads
        }
    }

    /** Reads a request without a body up to its empty line, and gives its path; nothing when the client is through. */
    private static String path(InputStream in, byte[] head) throws IOException {
        int length = 0;
        while (!endsHead(head, length)) {
            int read = in.read(head, length, head.length - length);
            if (read <= 0) {
                return "";
            }
            length += read;
        }
        int from = 4; // after "GET "
        int to = from;
        while (head[to] != ' ') {
            to++;
        }
        return new String(head, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static boolean endsHead(byte[] head, int length) {
        return length >= 4
                && head[length - 4] == '\r'
                && head[length - 3] == '\n'
                && head[length - 2] == '\r'
                && head[length - 1] == '\n';
    }
}
