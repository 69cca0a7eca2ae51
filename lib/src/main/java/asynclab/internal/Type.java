package asynclab.internal;

/**
 * How a label is set.
 *
 * @param size   height in scene units (pixels at scale 1)
 * @param bold   heavier weight
 * @param colour the ink
 * @param anchor which end of the text its position names
 */
public record Type(double size, boolean bold, Colour colour, Anchor anchor) {
    public static final Type TITLE = new Type(15, true, Colour.INK, Anchor.START);
    public static final Type BODY = new Type(12.5, false, Colour.INK, Anchor.START);
    public static final Type SMALL = new Type(11, false, Colour.SOFT_INK, Anchor.START);

    /** Where a label's position is, seen along its line. */
    public enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** The same type in another ink. */
    public Type in(Colour ink) {
        return new Type(size, bold, ink, anchor);
    }

    /** The same type at another anchor. */
    public Type at(Anchor place) {
        return new Type(size, bold, colour, place);
    }

    /** The same type, bold. */
    public Type strong() {
        return new Type(size, true, colour, anchor);
    }

    /** The same type in another size. */
    public Type sized(double height) {
        return new Type(height, bold, colour, anchor);
    }

    /**
     * About how wide {@code text} will be, in scene units. A table of character classes, not a font: an SVG is drawn by
     * a browser whose fonts nobody here knows, and a layout must come out the same on every machine. It errs on the wide side.
     */
    public double width(String text) {
        double ems = text.codePoints().mapToDouble(Type::ems).sum();
        return ems * size * (bold ? 1.06 : 1.0);
    }

    /** {@code text} shortened with an ellipsis in its middle until it fits {@code room}. */
    public String fitted(String text, double room) {
        if (width(text) <= room) {
            return text;
        }
        int[] points = text.codePoints().toArray();
        for (int keep = points.length - 1; keep >= 2; keep--) {
            int head = (keep + 1) / 2;
            int tail = keep - head;
            String shorter = new String(points, 0, head) + "…" + new String(points, points.length - tail, tail);
            if (width(shorter) <= room) {
                return shorter;
            }
        }
        return "…";
    }

    private static double ems(int c) {
        if (c >= 0x2E80) {
            return 1.0; // Chinese, Japanese, Korean, emoji
        }
        if ("iljI.,:;'|!".indexOf(c) >= 0) {
            return 0.29;
        }
        if ("ftr()[]{}/\\-\" ".indexOf(c) >= 0) {
            return 0.38;
        }
        if ("mwMW@%".indexOf(c) >= 0) {
            return 0.90;
        }
        return Character.isUpperCase(c) ? 0.70 : 0.60;
    }
}
