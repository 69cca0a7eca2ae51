package asynclab.internal;

import java.util.List;

/** One thing drawn in a scene. Plain data: the SVG and the PNG backend each know how to draw these five. */
public sealed interface Shape {
    /**
     * A box with square or round corners.
     *
     * @param hint what a browser shows while the pointer rests on the box; empty for nothing
     */
    record Box(double x, double y, double width, double height, double radius, Fill fill, boolean edged, String hint)
            implements Shape {}

    /** A straight line. */
    record Line(double x1, double y1, double x2, double y2, Colour colour, double width, boolean dashed)
            implements Shape {}

    /** A closed area, or, without a fill drawn, the strokes through its points. */
    record Outline(List<Point> points, Fill fill, boolean closed, double width) implements Shape {
        public Outline {
            points = List.copyOf(points);
        }
    }

    /** A line of text; {@code y} is its baseline. */
    record Label(double x, double y, String text, Type type) implements Shape {}

    /** Many plain boxes of one fill; far smaller in an SVG than one by one. */
    record Boxes(List<Area> areas, Fill fill) implements Shape {
        public Boxes {
            areas = List.copyOf(areas);
        }
    }

    /** A rectangle. */
    record Area(double x, double y, double width, double height) {}

    /** A place in a scene; x grows to the right, y downwards. */
    record Point(double x, double y) {}
}
