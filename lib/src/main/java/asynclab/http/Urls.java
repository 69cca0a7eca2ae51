package asynclab.http;

import asynclab.http.FetchException.Kind;
import java.net.IDN;
import java.net.Inet4Address;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Makes of an address as people write it one that can be asked for, as browsers do (WHATWG URL Standard): spaces around
 * it, line breaks inside, backslashes, characters that must be escaped, names in other scripts, IPv4 addresses in hex.
 * {@link URI} by itself rejects all of these.
 *
 * <p>What comes out has a scheme, a host in lower case, no user, no fragment, no default port and no dots in its path.
 */
public final class Urls {
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("(?:.*@)?(\\[[^]]*]|[^:]*)(?::([0-9]{0,5}))?");
    private static final Pattern IPV4 = Pattern.compile("[0-9]+(\\.[0-9]+){3}");
    /** WHATWG URL section 3.5, "ends in a number": such a name is an IPv4 address or nothing. */
    private static final Pattern NUMERIC = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9a-fA-F]*)");

    private static final Pattern BREAKS = Pattern.compile("[\\t\\r\\n]");
    private static final Pattern DOT = Pattern.compile("\\.|%2[eE]");
    private static final Pattern TWO_DOTS = Pattern.compile("(?:\\.|%2[eE]){2}");
    private static final String KEPT = "-._~:/?@!$&'()*+,;="; // RFC 3986 section 2, without # [ ]

    private Urls() {}

    /**
     * The address of a whole URL.
     *
     * @throws FetchException of kind {@code SCHEME} if it is neither http nor https, of kind {@code URL} if it is no
     *     address, or one that {@code java.net.http} cannot ask for
     */
    public static URI parse(String url) throws FetchException {
        String text = trimmed(url);
        var parts = SCHEME.matcher(text);
        if (!parts.matches()) {
            throw bad(url, "it must begin with http:// or https://");
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new FetchException(Kind.SCHEME, "only http and https can be fetched, got \"" + url + "\"");
        }
        String rest = slashes(parts.group(2));
        int start = 0;
        while (start < rest.length() && rest.charAt(start) == '/') {
            start++; // however many there are: browsers forgive one, and three
        }
        int end = start;
        while (end < rest.length() && rest.charAt(end) != '/' && rest.charAt(end) != '?') {
            end++;
        }
        return whole(scheme, authority(url, scheme, rest.substring(start, end)), rest.substring(end), url);
    }

    /**
     * Where a link on a page, or a redirect, leads.
     *
     * @param base an address that came from here
     * @throws FetchException as {@link #parse} does
     */
    public static URI resolve(URI base, String reference) throws FetchException {
        String text = trimmed(reference);
        if (SCHEME.matcher(text).matches()) {
            return parse(text);
        }
        String rest = slashes(text);
        if (rest.startsWith("//")) {
            return parse(base.getScheme() + ":" + rest);
        }
        // RFC 3986 section 5.2.2, for references without an authority.
        String path = base.getRawPath();
        String merged = rest.startsWith("/")
                ? rest
                : rest.startsWith("?") ? path + rest : path.substring(0, path.lastIndexOf('/') + 1) + rest;
        if (rest.isEmpty()) {
            merged = path + (base.getRawQuery() == null ? "" : "?" + base.getRawQuery());
        }
        return whole(base.getScheme(), base.getRawAuthority(), merged, reference);
    }

    /**
     * The text of {@link #resolve}, which for most links takes no address: an absolute path without anything to repair needs
     * only its host before it. A page has dozens of links, and most lead to what is known.
     *
     * @param base an address that came from here
     * @throws FetchException as {@link #parse} does
     */
    public static String resolved(URI base, String reference) throws FetchException {
        return isPlain(reference) && !reference.startsWith("//")
                ? base.getScheme() + "://" + base.getRawAuthority() + reference
                : resolve(base, reference).toString();
    }

    /** Host and port, the port also when it is the usual one: what limits and politeness count by. */
    public static String host(URI uri) {
        int port = uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
        return uri.getHost() + ":" + port;
    }

    /** Whether a host is an IP address, and no name. */
    public static boolean isAddress(String host) {
        return host.startsWith("[") || IPV4.matcher(host).matches();
    }

    private static URI whole(String scheme, String authority, String rest, String asked) throws FetchException {
        try {
            var uri = new URI(scheme + "://" + authority + (isPlain(rest) ? rest : repaired(rest)));
            if (uri.getHost() == null) { // a name with an underscore, say
                throw bad(asked, "java.net.http cannot ask a host of this name");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw bad(asked, e.getReason());
        }
    }

    /** Whether nothing is to be done to a path and its query, as to most on the web. */
    private static boolean isPlain(String rest) {
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            boolean dots = c == '.' && i > 0 && rest.charAt(i - 1) == '/';
            if (dots || !isKept(c)) {
                return false;
            }
        }
        return rest.startsWith("/");
    }

    private static String repaired(String rest) {
        int question = rest.indexOf('?');
        String path = question < 0 ? rest : rest.substring(0, question);
        String query = question < 0 ? "" : rest.substring(question);
        return escaped(withoutDots(path)) + escaped(query);
    }

    private static boolean isKept(char c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || KEPT.indexOf(c) >= 0);
    }

    private static String authority(String asked, String scheme, String text) throws FetchException {
        var parts = AUTHORITY.matcher(text);
        if (!parts.matches() || parts.group(1).isEmpty()) {
            throw bad(asked, "it has no host");
        }
        String host = host(asked, parts.group(1));
        String port = parts.group(2) == null ? "" : parts.group(2);
        if (port.isEmpty() || port.equals(scheme.equals("https") ? "443" : "80")) {
            return host;
        }
        int number = Integer.parseInt(port);
        if (number < 1 || number > 65_535) {
            throw bad(asked, "a port is from 1 to 65535");
        }
        return host + ":" + number;
    }

    private static String host(String asked, String text) throws FetchException {
        if (text.startsWith("[")) {
            return text.toLowerCase(Locale.ROOT);
        }
        try {
            String name = IDN.toASCII(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8))
                    .toLowerCase(Locale.ROOT);
            // 0x7f.1, 2130706433 and 0177.0.0.1 are this machine: what the guard sees must be what is asked.
            return NUMERIC.matcher(name).matches()
                    ? Inet4Address.ofPosixLiteral(name).getHostAddress()
                    : name;
        } catch (IllegalArgumentException e) {
            throw bad(asked, "there is no host \"" + text + "\"");
        }
    }

    /** RFC 3986 section 5.2.4, with escaped dots taken for dots as browsers do. Always begins with a slash. */
    private static String withoutDots(String path) {
        var kept = new ArrayDeque<String>();
        var segments = List.of((path.startsWith("/") ? path.substring(1) : path).split("/", -1));
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            boolean up = TWO_DOTS.matcher(segment).matches();
            if (up) {
                kept.pollLast();
            }
            boolean dots = up || DOT.matcher(segment).matches();
            if (!dots) {
                kept.addLast(segment);
            } else if (i == segments.size() - 1) {
                kept.addLast(""); // /a/. is the folder /a/
            }
        }
        return "/" + String.join("/", kept);
    }

    /** Escapes what an address may not hold, and leaves the escapes that are there. */
    private static String escaped(String text) {
        var escaped = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (c == '%' || isKept(c)) {
                escaped.append(c);
            } else {
                escaped.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return escaped.toString().replaceAll("%(?![0-9A-Fa-f]{2})", "%25"); // a percent sign that escapes nothing
    }

    /** Without spaces and control characters around it, line breaks inside it, and its fragment. */
    private static String trimmed(String text) {
        String one = BREAKS.matcher(text.strip()).replaceAll("");
        int hash = one.indexOf('#');
        return hash < 0 ? one : one.substring(0, hash);
    }

    /** Backslashes before the query are slashes to every browser; a guard that missed that could be led past. */
    private static String slashes(String text) {
        int question = text.indexOf('?');
        return question < 0
                ? text.replace('\\', '/')
                : text.substring(0, question).replace('\\', '/') + text.substring(question);
    }

    private static FetchException bad(String asked, String why) {
        return new FetchException(Kind.URL, "no address to ask, \"" + asked + "\": " + why);
    }
}
