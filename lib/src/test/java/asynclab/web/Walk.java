package asynclab.web;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows every link of a site from its home page as a correct crawler would, knowing nothing of its truth but where
 * the traps are, of which it sees a few pages each.
 */
final class Walk {
    private static final Pattern TITLE = Pattern.compile("<title>(.*?)</title>");
    private static final Pattern HREF = Pattern.compile("href=\"(.*?)\"");
    private static final Pattern META = Pattern.compile("<meta charset=\"(.*?)\">");
    private static final int TRAP_PAGES = 20;

    final Map<String, String> titles = new HashMap<>();
    final Map<String, Set<String>> links = new HashMap<>();
    final Set<String> dead = new HashSet<>();
    final Map<String, String> redirects = new HashMap<>();
    final Set<String> disallowed = new HashSet<>();
    final Set<String> trapPages = new HashSet<>();

    Walk(Site site, Browser browser) throws IOException, InterruptedException {
        var truth = site.truth();
        var known = new HashSet<String>(Set.of("/p/1"));
        var frontier = new ArrayDeque<String>(known);
        while (!frontier.isEmpty()) {
            String path = frontier.remove();
            var answer = browser.get(site.uri(path));
            var next = new LinkedHashSet<String>();
            switch (answer.statusCode()) {
                case 200 -> {
                    String html = read(answer);
                    titles.put(path, first(TITLE, html));
                    next.addAll(hrefs(site, path, html));
                    links.put(path, Set.copyOf(next));
                }
                case 301, 302 -> {
                    redirects.put(path, Browser.header(answer, "Location"));
                    next.add(redirects.get(path));
                }
                case 404 -> dead.add(path);
                default -> throw new IOException(path + " answered " + answer.statusCode());
            }
            for (String link : next) {
                if (!link.startsWith("/") || !known.add(link)) {
                    continue;
                }
                // RFC 9309 section 2.2.2, for the three rules of this robots.txt: the longest match decides.
                if (!link.startsWith("/private/open") && (link.startsWith("/private/") || link.startsWith("/search"))) {
                    disallowed.add(link);
                } else if (!truth.isTrap(link) || trapPages.size() < TRAP_PAGES) {
                    if (truth.isTrap(link)) {
                        trapPages.add(link);
                    }
                    frontier.add(link);
                }
            }
        }
    }

    private static Set<String> hrefs(Site site, String path, String html) {
        var found = new LinkedHashSet<String>();
        var matcher = HREF.matcher(html);
        while (matcher.find()) {
            var uri = site.uri(path)
                    .resolve(matcher.group(1).strip().replace("&amp;", "&"))
                    .normalize();
            if (!"http".equalsIgnoreCase(uri.getScheme())) {
                continue;
            }
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            boolean own = uri.getAuthority().equals(site.base().getAuthority());
            found.add(own ? uri.getPath() + query : uri.toString());
        }
        return found;
    }

    /** The header's charset if there is such a one, else the meta element's. */
    private static String read(HttpResponse<byte[]> answer) {
        String ascii = new String(answer.body(), StandardCharsets.ISO_8859_1);
        String type = Browser.header(answer, "Content-Type");
        int at = type.indexOf("charset=");
        String declared = at < 0 ? "" : type.substring(at + "charset=".length());
        boolean believed = !declared.isEmpty() && Charset.isSupported(declared);
        return new String(answer.body(), Charset.forName(believed ? declared : first(META, ascii)));
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }
}
