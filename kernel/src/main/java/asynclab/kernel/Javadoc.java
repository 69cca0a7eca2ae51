package asynclab.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A documentation comment as something to read: HTML for a notebook, plain text for a terminal. */
final class Javadoc {
    /** An inline tag, with braces inside at most one deep: {@code {@code Map<K, V>}}, {@code {@link List#of() a list}}. */
    private static final Pattern INLINE = Pattern.compile("\\{@(\\w+)\\s*((?:[^{}]|\\{[^{}]*})*)}");

    /** Where the parts about parameters, results and exceptions begin. */
    private static final Pattern BLOCK = Pattern.compile("(?m)^\\s*(?=@\\w)");

    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    private Javadoc() {}

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    static String html(String comment) {
        var parts = BLOCK.split(comment.strip());
        var html = new StringBuilder("<p>").append(inline(parts[0])).append("</p>\n");
        var blocks = blocks(parts);
        if (!blocks.isEmpty()) {
            html.append(blocks.stream()
                    .map(block ->
                            "<dt><code>" + escaped(block.tag) + "</code></dt><dd>" + inline(block.said) + "</dd>\n")
                    .collect(Collectors.joining("", "<dl>\n", "</dl>\n")));
        }
        return html.toString();
    }

    static String text(String comment) {
        var parts = BLOCK.split(comment.strip());
        var text = new StringBuilder(plain(parts[0]));
        blocks(parts)
                .forEach(block ->
                        text.append('\n').append(block.tag).append(": ").append(plain(block.said)));
        return text.toString();
    }

    /**
     * A block tag.
     *
     * @param tag what it is about: {@code timeout}, {@code returns}, {@code throws IOException}
     * @param said what is said about that
     */
    private record Block(String tag, String said) {}

    /** Leaves out what only the tool needs, or what no learner looks for. */
    private static List<Block> blocks(String[] parts) {
        var blocks = new ArrayList<Block>();
        for (var part : List.of(parts).subList(1, parts.length)) {
            var words = part.strip().split("\\s+", 3);
            var rest = part.strip().replaceFirst("\\S+\\s*", "");
            var behind = words.length > 2 ? words[2] : "";
            switch (words[0]) {
                case "@param" -> blocks.add(new Block(words.length > 1 ? words[1] : "", behind));
                case "@return" -> blocks.add(new Block("returns", rest));
                case "@throws", "@exception" ->
                    blocks.add(new Block("throws " + (words.length > 1 ? words[1] : ""), behind));
                case "@see", "@since", "@jls", "@author", "@version", "@spec", "@revised", "@serial" -> {}
                default -> blocks.add(new Block(words[0].substring(1), rest));
            }
        }
        return blocks;
    }

    private static String inline(String text) {
        return INLINE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(replaced(found)));
    }

    private static String replaced(MatchResult tag) {
        var said = tag.group(2).strip();
        return switch (tag.group(1)) {
            case "code" -> "<code>" + escaped(said) + "</code>";
            case "literal" -> escaped(said);
            case "link" -> "<code>" + label(said) + "</code>";
            case "linkplain" -> label(said);
            case "return" -> "Returns " + inline(said) + ".";
            case "snippet" -> "<pre>" + escaped(said.replaceFirst("^[^\\n]*:", "")) + "</pre>";
            case "inheritDoc" -> "";
            default -> said;
        };
    }

    /** The label of a link, or what it points to as a program would write it. */
    private static String label(String link) {
        int depth = 0;
        for (int i = 0; i < link.length(); i++) {
            char letter = link.charAt(i);
            if (Character.isWhitespace(letter) && depth == 0) {
                return inline(link.substring(i).strip());
            }
            depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
        }
        return escaped((link.startsWith("#") ? link.substring(1) : link).replace('#', '.'));
    }

    private static String plain(String text) {
        return TAG.matcher(inline(text))
                .replaceAll("")
                .replaceAll("(?m)^[ \t]", "") // behind the stars
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&")
                .strip();
    }
}
