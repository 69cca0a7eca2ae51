package asynclab.internal;

import java.util.List;

/**
 * A texture over a colour, so that no meaning hangs on colour alone. A pattern is strokes in one tile of {@link #TILE}
 * units; both drawing backends repeat the tile.
 */
public enum Pattern {
    PLAIN,
    RISING,
    FALLING,
    DOTS,
    UPRIGHT,
    LEVEL,
    CHECKED;

    /** Width and height of a tile, in scene units. */
    public static final int TILE = 8;

    /** The strokes of one tile. */
    public List<Stroke> strokes() {
        return switch (this) {
            case PLAIN -> List.of();
            case RISING -> List.of(new Stroke(-2, 10, 10, -2), new Stroke(-2, 2, 2, -2), new Stroke(6, 10, 10, 6));
            case FALLING -> List.of(new Stroke(-2, -2, 10, 10), new Stroke(-2, 6, 2, 10), new Stroke(6, -2, 10, 2));
            case DOTS -> List.of(new Stroke(1.2, 2, 2.8, 2), new Stroke(5.2, 6, 6.8, 6));
            case UPRIGHT -> List.of(new Stroke(2, 0, 2, 8), new Stroke(6, 0, 6, 8));
            case LEVEL -> List.of(new Stroke(0, 2, 8, 2), new Stroke(0, 6, 8, 6));
            case CHECKED -> List.of(new Stroke(0, 4, 8, 4), new Stroke(4, 0, 4, 8));
        };
    }

    /** A straight stroke inside a tile; it may stick out, the tile clips it. */
    public record Stroke(double x1, double y1, double x2, double y2) {}
}
