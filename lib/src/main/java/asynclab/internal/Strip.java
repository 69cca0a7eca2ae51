package asynclab.internal;

import asynclab.Timeline.Row;
import asynclab.Timeline.Segment;
import asynclab.Timeline.State;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Many rows or many pieces, drawn column by column: a column has the state that took most of it. Keeps a picture small. */
final class Strip {
    private Strip() {}

    /** A stretch of one state; {@code row} is the index of its row. */
    record Piece(int row, double x, double width) {
        Shape.Area at(double y, double height) {
            return new Shape.Area(x, y, width, height);
        }
    }

    /** The pieces of all rows by state, in columns {@code grain} units wide. */
    static Map<State, List<Piece>> of(List<Row> rows, Axis axis, double grain) {
        var pieces = new EnumMap<State, List<Piece>>(State.class);
        for (int i = 0; i < rows.size(); i++) {
            addRow(pieces, rows.get(i), i, axis, grain);
        }
        return pieces;
    }

    private static void addRow(Map<State, List<Piece>> pieces, Row row, int index, Axis axis, double grain) {
        double start = axis.x(row.start().toNanos());
        double end = axis.x(row.end().toNanos());
        double from = start;
        var time = new EnumMap<State, Double>(State.class);
        State current = State.RUNNING;
        double column = start + grain;
        for (Segment segment : row.segments()) {
            double at = axis.x(segment.start().toNanos());
            double to = axis.x(segment.end().toNanos());
            while (at < to) {
                double part = Math.min(to, column);
                time.merge(segment.state(), part - at, Double::sum);
                at = part;
                if (at >= column) {
                    State most = most(time);
                    if (most != current) {
                        add(pieces, current, index, from, column - grain);
                        from = column - grain;
                        current = most;
                    }
                    time.clear();
                    column += grain;
                }
            }
        }
        State last = time.isEmpty() ? current : most(time);
        if (last != current) {
            add(pieces, current, index, from, column - grain);
            from = column - grain;
        }
        add(pieces, last, index, from, Math.max(end, start + 0.8));
    }

    private static void add(Map<State, List<Piece>> pieces, State state, int row, double from, double to) {
        if (to > from) {
            pieces.computeIfAbsent(state, s -> new ArrayList<>()).add(new Piece(row, from, to - from));
        }
    }

    private static State most(Map<State, Double> time) {
        return time.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }
}
