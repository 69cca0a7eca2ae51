package asynclab.internal;

import java.util.Locale;

/**
 * A colour on the screen, with the arithmetic that keeps pictures readable: the eight of Okabe and Ito (2008), which
 * people with any common form of colour blindness can tell apart, and the inks and paper they are drawn with.
 *
 * @param rgb the colour as {@code 0xRRGGBB}
 */
public record Colour(int rgb) {
    public static final Colour BLUE = new Colour(0x0072B2);
    public static final Colour SKY = new Colour(0x56B4E9);
    public static final Colour GREEN = new Colour(0x009E73);
    public static final Colour YELLOW = new Colour(0xF0E442);
    public static final Colour ORANGE = new Colour(0xE69F00);
    public static final Colour VERMILLION = new Colour(0xD55E00);
    public static final Colour PURPLE = new Colour(0xCC79A7);
    public static final Colour INK = new Colour(0x1B1F24);
    /** Text of less weight; still 4.5:1 on paper. */
    public static final Colour SOFT_INK = new Colour(0x57606A);

    public static final Colour GRID = new Colour(0xDFE3E8);
    public static final Colour GREY = new Colour(0xB6BDC6);
    public static final Colour PAPER = new Colour(0xFFFFFF);
    /** Vermillion dark enough for text on paper. */
    public static final Colour ALARM = new Colour(0xA84300);

    public Colour {
        if ((rgb & 0xFF000000) != 0) {
            throw new IllegalArgumentException("rgb must be 0xRRGGBB, got 0x%X".formatted(rgb));
        }
    }

    /** {@code #rrggbb}, as SVG and CSS write it. */
    public String hex() {
        return String.format(Locale.ROOT, "#%06x", rgb);
    }

    /** This colour with {@code part} (0 to 1) of another stirred in. */
    public Colour mixed(Colour other, double part) {
        return new Colour(channel(other, 16, part) << 16 | channel(other, 8, part) << 8 | channel(other, 0, part));
    }

    /** Ink or paper, whichever reads better on this colour. */
    public Colour textColour() {
        return contrast(INK) >= contrast(PAPER) ? INK : PAPER;
    }

    /** Contrast ratio, 1 to 21, by WCAG 2.2 section 1.4.3; text needs 4.5. */
    public double contrast(Colour other) {
        double a = luminance();
        double b = other.luminance();
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private int channel(Colour other, int shift, double part) {
        int mine = rgb >> shift & 0xFF;
        int theirs = other.rgb >> shift & 0xFF;
        return (int) Math.round(mine + (theirs - mine) * part);
    }

    private double luminance() {
        return 0.2126 * linear(rgb >> 16 & 0xFF) + 0.7152 * linear(rgb >> 8 & 0xFF) + 0.0722 * linear(rgb & 0xFF);
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
