package asynclab.internal;

import asynclab.Timeline.Outcome;
import asynclab.Timeline.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rows whose names differ only in a number at the end: {@code fetch-1}, {@code fetch-2}... are one group. */
record Groups(List<Group> groups) {
    /** Groups rows, the groups in order of their first row. */
    static Groups of(List<Row> rows) {
        var byStem = new LinkedHashMap<String, List<Row>>();
        for (Row row : rows) {
            byStem.computeIfAbsent(stem(row), s -> new ArrayList<>()).add(row);
        }
        return new Groups(byStem.values().stream().map(Group::new).toList());
    }

    private static String stem(Row row) {
        String name = row.name();
        int end = name.length();
        while (end > 0 && Character.isDigit(name.charAt(end - 1))) {
            end--;
        }
        return end == 0 ? "#" : name.substring(0, end);
    }

    /** Rows of one name but for the number. */
    record Group(List<Row> rows) {
        Group {
            rows = List.copyOf(rows);
        }

        /** {@code fetch-1 … fetch-100}. */
        String name() {
            String first = rows.getFirst().name();
            return rows.size() == 1 ? first : first + " … " + rows.getLast().name();
        }

        /** How many, and how they ended: {@code 100: 98 ok, 2 failed}. */
        String ends() {
            return String.join(", ", endings());
        }

        /** The same, one string for each outcome. */
        List<String> endings() {
            var counts = new LinkedHashMap<Outcome, Integer>();
            for (Outcome outcome : Outcome.values()) {
                int count =
                        (int) rows.stream().filter(r -> r.outcome() == outcome).count();
                if (count > 0) {
                    counts.put(outcome, count);
                }
            }
            return counts.entrySet().stream().map(Group::part).toList();
        }

        private static String part(Map.Entry<Outcome, Integer> entry) {
            return String.format(
                    Locale.ROOT, "%,d %s", entry.getValue(), entry.getKey().words());
        }
    }
}
