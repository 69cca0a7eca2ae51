package asynclab.internal;

import asynclab.Timeline.Row;
import asynclab.Timeline.Segment;
import asynclab.Timeline.State;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Many rows or many pieces, drawn column by column: a column has the state that took most of it. Keeps a picture small
 * whatever it shows. Belongs to one thread.
 */
final class Strip {
    /** A row shorter than this is drawn this wide. */
    private static final double LEAST = 0.8;

    private final Axis axis;
    private final double grain;
    private final Map<State, List<Piece>> pieces = new EnumMap<>(State.class);
    private final Map<State, Double> part = new EnumMap<>(State.class); // of the column at hand
    private int row;
    private State current = State.RUNNING;
    private double from;

    private Strip(Axis axis, double grain) {
        this.axis = axis;
        this.grain = grain;
    }

    /** A stretch of one state; {@code row} is the index of its row. */
    record Piece(int row, double x, double width) {
        Shape.Area at(double y, double height) {
            return new Shape.Area(x, y, width, height);
        }
    }

    /** The pieces of all rows by state, in columns {@code grain} units wide. */
    private static Map<State, List<Piece>> of(List<Row> rows, Axis axis, double grain) {
        var strip = new Strip(axis, grain);
        for (Row row : rows) {
            strip.add(row);
            strip.row++;
        }
        return strip.pieces;
    }

    /** The pieces of each group of rows, in columns as wide as it takes to have at most {@code most} of them in all. */
    static List<Map<State, List<Piece>>> atMost(int most, List<List<Row>> groups, Axis axis) {
        for (double grain = 1; ; grain *= 2) {
            double width = grain;
            var strips = groups.stream().map(rows -> of(rows, axis, width)).toList();
            int count = strips.stream()
                    .flatMap(s -> s.values().stream())
                    .mapToInt(List::size)
                    .sum();
            if (count <= most || grain > Scene.WIDTH) {
                return strips;
            }
        }
    }

    private void add(Row added) {
        double start = axis.x(added.start().toNanos());
        double end = Math.max(start + LEAST, axis.x(added.end().toNanos()));
        part.clear();
        from = start;
        current = added.segments().isEmpty()
                ? State.RUNNING
                : added.segments().getFirst().state();
        double column = start; // where the column at hand begins
        for (Segment segment : added.segments()) {
            double at = axis.x(segment.start().toNanos());
            double to = axis.x(segment.end().toNanos());
            if (to >= column + grain) {
                part.merge(segment.state(), column + grain - Math.max(at, column), Double::sum);
                change(most(), column);
                part.clear();
                column += grain;
                double whole = Math.floor((to - column) / grain) * grain;
                if (whole > 0) {
                    change(segment.state(), column);
                    column += whole;
                }
            }
            part.merge(segment.state(), Math.max(0, to - Math.max(at, column)), Double::sum);
        }
        if (column < end) {
            change(most(), column);
        }
        close(end);
    }

    private void change(State next, double at) {
        if (next != current) {
            close(at);
            current = next;
            from = at;
        }
    }

    private void close(double at) {
        if (at > from) {
            pieces.computeIfAbsent(current, s -> new ArrayList<>()).add(new Piece(row, from, at - from));
        }
    }

    /** The state with the largest part of the column at hand; the one before it if it is empty. */
    private State most() {
        State most = current;
        double largest = part.getOrDefault(current, 0.0);
        for (var entry : part.entrySet()) {
            if (entry.getValue() > largest) {
                most = entry.getKey();
                largest = entry.getValue();
            }
        }
        return most;
    }
}
