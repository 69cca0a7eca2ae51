package asynclab.web;

/** What HTML needs. */
final class Html {
    private Html() {}

    /** {@code text} as it must stand in an element or an attribute. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
