package asynclab.web;

import asynclab.web.AccessLog.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The access log as lines of text, times in milliseconds from its first request. */
final class LogTable {
    private static final int MOST_LINES = 40;
    private static final int LONGEST_PATH = 40;

    private LogTable() {}

    static String of(List<Entry> entries) {
        if (entries.isEmpty()) {
            return "no requests";
        }
        var text = new StringBuilder();
        text.append(
                line("no.", "start ms", "took ms", "in flight", "method", "path", "status", "bytes", "conn.", "notes"));
        Instant first = entries.getFirst().start();
        for (Entry entry : entries.subList(0, Math.min(MOST_LINES, entries.size()))) {
            text.append(line(
                    entry.number(),
                    millis(Duration.between(first, entry.start())),
                    entry.took().map(LogTable::millis).orElse("…"),
                    entry.inFlight(),
                    entry.method(),
                    shorten(entry.path()),
                    entry.status().isPresent() ? entry.status().getAsInt() : "-",
                    entry.bytes(),
                    entry.connection(),
                    notes(entry)));
        }
        if (entries.size() > MOST_LINES) {
            text.append("… and ").append(entries.size() - MOST_LINES).append(" more");
        }
        return text.toString().stripTrailing();
    }

    private static String line(Object... cells) {
        return String.format(Locale.ROOT, "%6s %9s %9s %9s %-6s %-40s %6s %9s %6s  %s%n", cells)
                        .stripTrailing() + "\n";
    }

    private static String millis(Duration time) {
        return String.format(Locale.ROOT, "%.1f", time.toNanos() / 1e6);
    }

    private static String shorten(String path) {
        return path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH - 1) + "…";
    }

    private static String notes(Entry entry) {
        var notes = new StringBuilder(entry.reused() ? "reused" : "");
        entry.fault().ifPresent(fault -> add(notes, fault.name().toLowerCase(Locale.ROOT)));
        entry.retryAfter().ifPresent(wait -> add(notes, "retry after " + wait.toSeconds() + " s"));
        if (entry.clientGone()) {
            add(notes, "client gone");
        }
        return notes.toString();
    }

    private static void add(StringBuilder notes, String note) {
        notes.append(notes.isEmpty() ? "" : ", ").append(note);
    }
}
