package asynclab.lessons;

import asynclab.Picture;
import asynclab.Showable;
import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The tree of the JDK's own scopes that are open now, read from a thread dump in JSON: what {@code jcmd PID
 * Thread.dump_to_file -format=json FILE} writes for any program. Other containers, such as thread pools, and threads that
 * nobody contains are left out.
 */
final class ScopeDump implements Showable {
    /** What the dump calls the container of a scope, behind the scope's name and a slash. */
    private static final String SCOPE = "/jdk.internal.misc.ThreadFlock$ThreadContainerImpl@";

    private record Seen(String tid, String name, String state, List<String> stack) {
        /** Frames that tell how a thread waits, above the one that tells where. */
        private static final List<String> HOW = List.of(
                "jdk.internal.",
                "java.lang.System$",
                "java.lang.VirtualThread.",
                "java.lang.Thread.sleepNanos",
                "java.util.concurrent.locks.LockSupport.");

        String line() {
            var in = stack.stream()
                    .map(frame -> frame.substring(frame.indexOf('/') + 1))
                    .filter(frame -> HOW.stream().noneMatch(frame::startsWith))
                    .findFirst()
                    .map(frame -> " in " + frame.substring(0, frame.indexOf('(')))
                    .orElse("");
            return "thread #" + tid + (name.isEmpty() ? "" : " " + name) + ", "
                    + state.toLowerCase(Locale.ROOT).replace('_', ' ') + in;
        }
    }

    private record Container(
            String name, @Nullable String parent, @Nullable String owner, List<Seen> threads) {
        boolean isScope() {
            return name.contains(SCOPE);
        }

        String title() {
            return name.substring(0, name.indexOf(SCOPE)) + ", opened by thread #" + owner;
        }
    }

    private final List<Container> containers;

    private ScopeDump(List<Container> containers) {
        this.containers = containers;
    }

    /** @throws IOException if the dump cannot be written to the folder for temporary files, or read */
    static ScopeDump now() throws IOException {
        var folder = Files.createTempDirectory("asynclab-dump");
        var file = folder.resolve("threads.json");
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(file.toString(), ThreadDumpFormat.JSON);
            return read(file);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    static ScopeDump read(Path file) throws IOException {
        try (var json = new JsonFactory().createParser(ObjectReadContext.empty(), file)) {
            json.nextToken();
            var dump = (Map<?, ?>) ((Map<?, ?>) Objects.requireNonNull(value(json))).get("threadDump");
            var containers = new ArrayList<Container>();
            for (Object each : (List<?>)
                    Objects.requireNonNull(Objects.requireNonNull(dump).get("threadContainers"))) {
                containers.add(container((Map<?, ?>) each));
            }
            return new ScopeDump(containers);
        }
    }

    private static Container container(Map<?, ?> json) {
        var threads = new ArrayList<Seen>();
        for (Object each : (List<?>) Objects.requireNonNull(json.get("threads"))) {
            var thread = (Map<?, ?>) each;
            var stack = ((List<?>) Objects.requireNonNull(thread.get("stack")))
                    .stream().map(String::valueOf).toList();
            threads.add(new Seen(
                    String.valueOf(thread.get("tid")),
                    String.valueOf(thread.get("name")),
                    String.valueOf(thread.get("state")),
                    stack));
        }
        return new Container(
                String.valueOf(json.get("container")),
                (String) json.get("parent"),
                (String) json.get("owner"),
                threads);
    }

    /** What begins at the parser's present token: an object as a map, an array as a list, all else as text. */
    private static @Nullable Object value(JsonParser json) {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            var object = new LinkedHashMap<String, @Nullable Object>();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                var name = json.currentName();
                json.nextToken();
                object.put(name, value(json));
            }
            return object;
        }
        if (json.currentToken() == JsonToken.START_ARRAY) {
            var array = new ArrayList<@Nullable Object>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                array.add(value(json));
            }
            return array;
        }
        return json.currentToken() == JsonToken.VALUE_NULL ? null : json.getString();
    }

    @Override
    public Picture picture() {
        var text = new StringBuilder();
        for (var each : containers) {
            if (each.isScope()
                    && containers.stream()
                            .noneMatch(other -> other.isScope() && other.name().equals(each.parent()))) {
                write(each, 0, text);
            }
        }
        return Picture.of(
                text.isEmpty()
                        ? "No scope of the JDK is open."
                        : text.toString().stripTrailing());
    }

    private void write(Container scope, int depth, StringBuilder text) {
        var indent = "  ".repeat(depth);
        text.append(indent).append("scope ").append(scope.title()).append('\n');
        for (var thread : scope.threads()) {
            text.append(indent).append("  ").append(thread.line()).append('\n');
            containers.stream()
                    .filter(inner -> inner.isScope()
                            && scope.name().equals(inner.parent())
                            && thread.tid().equals(inner.owner()))
                    .forEach(inner -> write(inner, depth + 2, text));
        }
    }
}
