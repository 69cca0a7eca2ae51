package launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The folders of another computer, written down in a file: a path a line, {@code link -> target} for a link,
 * {@code file = text} for a file whose text matters. A Windows listing may use backslashes.
 */
public final class Listing {
    private final TreeMap<String, String> files = new TreeMap<>();
    private final TreeMap<String, String> links = new TreeMap<>();

    private Listing(String text) {
        for (String line : text.lines()
                .filter(one -> !one.isBlank() && !one.startsWith("#"))
                .toList()) {
            if (line.contains(" -> ")) {
                String[] parts = line.split(" -> ", 2);
                links.put(parts[0].strip(), parts[1].strip());
            } else {
                String[] parts = line.split(" = ", 2);
                files.put(parts[0].strip().replace('\\', '/'), parts.length == 2 ? parts[1].strip() : "");
            }
        }
    }

    /** Returns the listing in the file of this name beside the tests. */
    public static Listing of(String name) throws IOException {
        try (InputStream in = Listing.class.getResourceAsStream("listings/" + name + ".txt")) {
            return new Listing(new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Returns the names in a folder, sorted. */
    public List<String> names(String folder) {
        var names = new TreeSet<String>();
        String inside = real(folder) + "/";
        for (Map<String, String> map : List.of(files, links)) {
            map.keySet().stream()
                    .filter(path -> path.startsWith(inside))
                    .map(path -> path.substring(inside.length()).split("/", 2)[0])
                    .forEach(names::add);
        }
        return List.copyOf(names);
    }

    /** Returns a file's text. */
    public Optional<String> text(String file) {
        return Optional.ofNullable(files.get(real(file)));
    }

    /** Returns a path with its links resolved, from the front on. */
    public String real(String path) {
        for (Map.Entry<String, String> link : links.entrySet()) {
            if (path.equals(link.getKey()) || path.startsWith(link.getKey() + "/")) {
                return real(link.getValue() + path.substring(link.getKey().length()));
            }
        }
        return path;
    }
}
