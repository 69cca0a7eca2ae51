package asynclab.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A time axis from 0 to an end: where a moment is, and which round moments get a mark. Milliseconds below 2 s, seconds
 * above, microseconds when everything is over within 2 ms.
 */
public final class Axis {
    private final double left;
    private final double width;
    private final double end; // nanoseconds

    /** An axis {@code width} units wide from {@code left}, for 0 to {@code endNanos}. */
    public Axis(double left, double width, long endNanos) {
        this.left = left;
        this.width = width;
        this.end = Math.max(1, endNanos);
    }

    /** Where {@code nanos} is. */
    public double x(long nanos) {
        return left + width * Math.clamp(nanos / end, 0, 1);
    }

    /** The moments that get a mark, in nanoseconds: round numbers, none closer than {@code room} units to the next. */
    public List<Long> marks(double room) {
        double least = end * room / width;
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        double step = power;
        for (double factor : new double[] {1, 2, 5, 10}) {
            step = power * factor;
            if (step >= least) {
                break;
            }
        }
        var marks = new ArrayList<Long>();
        for (int i = 0; i * step <= end * 1.0001; i++) {
            marks.add(Math.round(i * step));
        }
        return marks;
    }

    /** The unit of the marks' labels. */
    public String unit() {
        return end >= 2e9 ? "s" : end >= 2e6 ? "ms" : "µs";
    }

    /** A mark's label, without its unit. */
    public String label(long nanos) {
        double value = nanos / (end >= 2e9 ? 1e9 : end >= 2e6 ? 1e6 : 1e3);
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%s", Svg.number(value));
    }

    /** Draws the marks as light lines from {@code top} to {@code bottom} with their labels below. */
    public void draw(Scene scene, double top, double bottom) {
        Type type = Type.SMALL.at(Type.Anchor.MIDDLE);
        for (long mark : marks(64)) {
            double x = x(mark);
            scene.line(x, top, x, bottom, Colour.GRID);
            scene.label(x, bottom + 15, label(mark) + (mark == 0 ? " " + unit() : ""), type);
        }
        scene.line(left, bottom, left + width, bottom, Colour.GREY);
    }
}
