package asynclab.internal;

/** What an area is filled with: a colour and a texture drawn over it in a darker shade of the same colour. */
public record Fill(Colour colour, Pattern pattern) {
    /** A fill with no texture. */
    public static Fill plain(Colour colour) {
        return new Fill(colour, Pattern.PLAIN);
    }

    /** The colour of the texture's strokes. */
    public Colour strokeColour() {
        return colour.mixed(Colour.INK, 0.38);
    }

    /** The colour of an edge around an area of this fill. */
    public Colour edge() {
        return colour.mixed(Colour.INK, 0.30);
    }
}
