package asynclab.internal;

import asynclab.Timeline.Row;
import java.util.Arrays;
import java.util.List;

/** How many tasks are alive at once. */
public final class Overlap {
    private Overlap() {}

    /** The most rows that are alive at one moment. One that ends when another starts does not overlap it. */
    public static int most(List<Row> rows) {
        long[] starts =
                rows.stream().mapToLong(r -> r.start().toNanos()).sorted().toArray();
        long[] ends = rows.stream().mapToLong(r -> r.end().toNanos()).sorted().toArray();
        int most = 0;
        int over = 0;
        for (int started = 0; started < starts.length; started++) {
            while (over < started && ends[over] <= starts[started]) {
                over++;
            }
            most = Math.max(most, started + 1 - over);
        }
        return most;
    }

    /** How many rows are alive in each of {@code columns} equal parts of the time up to {@code total}, at most. */
    static int[] perColumn(List<Row> rows, long total, int columns) {
        int[] change = new int[columns + 1];
        for (Row row : rows) {
            int first = column(row.start().toNanos(), total, columns);
            change[first]++;
            change[Math.max(first + 1, column(row.end().toNanos() - 1, total, columns) + 1)]--;
        }
        Arrays.parallelPrefix(change, Integer::sum);
        return Arrays.copyOf(change, columns);
    }

    private static int column(long nanos, long total, int columns) {
        return (int) Math.clamp((double) nanos * columns / Math.max(1, total), 0, columns - 1.0);
    }
}
