package asynclab.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A drawing before it is an SVG or a PNG: shapes in painting order, and the words for those who cannot see them.
 *
 * <pre>{@code
 * var scene = Scene.card(760, 120, "Two bars", "A bar of 2 and a bar of 3");
 * scene.box(40, 60, 200, 18, Fill.plain(Colour.BLUE)).label(40, 100, "two", Type.BODY);
 * String svg = Svg.of(scene);
 * byte[] png = Png.of(scene);
 * }</pre>
 *
 * <p>Units are pixels at scale 1. Belongs to the thread that builds it.
 */
public final class Scene {
    /** The width pictures under a cell have: JupyterLab's output area is about 850 px in a window of 1,200. */
    public static final double WIDTH = 760;

    private final double width;
    private final double height;
    private final String title;
    private final String description;
    private final List<Shape> shapes = new ArrayList<>();

    /** An empty scene without a background. */
    public Scene(double width, double height, String title, String description) {
        if (!(width > 0 && height > 0)) {
            throw new IllegalArgumentException(
                    "a scene must be wider and higher than 0, got %s x %s".formatted(width, height));
        }
        this.width = width;
        this.height = height;
        this.title = title;
        this.description = description;
    }

    /** A scene on a light card of its own, which reads on a dark page too, with its title on the first line. */
    public static Scene card(double width, double height, String title, String description) {
        var scene = new Scene(width, height, title, description);
        var paper = Fill.plain(Colour.PAPER);
        scene.add(new Shape.Box(0.5, 0.5, width - 1, height - 1, 8, paper, true, ""));
        scene.label(20, 29, Type.TITLE.fitted(title, width - 40), Type.TITLE);
        return scene;
    }

    /** Adds any shape. */
    public Scene add(Shape shape) {
        shapes.add(shape);
        return this;
    }

    /** Adds a plain box. */
    public Scene box(double x, double y, double w, double h, Fill fill) {
        return add(new Shape.Box(x, y, w, h, 0, fill, false, ""));
    }

    /** Adds a line one unit thick. */
    public Scene line(double x1, double y1, double x2, double y2, Colour colour) {
        return add(new Shape.Line(x1, y1, x2, y2, colour, 1, false));
    }

    /** Adds a filled area through points given as x, y, x, y... */
    public Scene area(Fill fill, double... xy) {
        return add(new Shape.Outline(points(xy), fill, true, 0));
    }

    /** Adds strokes through points given as x, y, x, y... */
    public Scene strokes(Colour colour, double thickness, double... xy) {
        return add(new Shape.Outline(points(xy), Fill.plain(colour), false, thickness));
    }

    /** Adds a line of text; an empty one is left out. */
    public Scene label(double x, double y, String text, Type type) {
        return text.isEmpty() ? this : add(new Shape.Label(x, y, text, type));
    }

    public double width() {
        return width;
    }

    public double height() {
        return height;
    }

    /** What it is, in a few words. */
    public String title() {
        return title;
    }

    /** What it shows, in a sentence or two: the picture's alternative text. */
    public String description() {
        return description;
    }

    /** The shapes so far, in painting order. */
    public List<Shape> shapes() {
        return Collections.unmodifiableList(shapes);
    }

    private static List<Shape.Point> points(double... xy) {
        if (xy.length % 2 != 0) {
            throw new IllegalArgumentException("points come in pairs, got %d numbers".formatted(xy.length));
        }
        var points = new ArrayList<Shape.Point>(xy.length / 2);
        for (int i = 0; i < xy.length; i += 2) {
            points.add(new Shape.Point(xy[i], xy[i + 1]));
        }
        return points;
    }
}
