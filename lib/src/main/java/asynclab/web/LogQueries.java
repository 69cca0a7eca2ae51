package asynclab.web;

import asynclab.web.AccessLog.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The access log's arithmetic, each in one pass over entries that are sorted by their start. */
final class LogQueries {
    private LogQueries() {}

    static int maxInFlight(List<Entry> entries) {
        var ends = new PriorityQueue<Instant>();
        int most = 0;
        for (Entry entry : entries) {
            // One that ended at this very moment had ended: the server notes an end before the client can know of it.
            while (!ends.isEmpty() && !ends.element().isAfter(entry.start())) {
                ends.remove();
            }
            ends.add(entry.end().orElse(Instant.MAX));
            most = Math.max(most, ends.size());
        }
        return most;
    }

    static List<Duration> gaps(List<Entry> entries) {
        var gaps = new ArrayList<Duration>();
        for (int i = 1; i < entries.size(); i++) {
            gaps.add(Duration.between(entries.get(i - 1).start(), entries.get(i).start()));
        }
        return List.copyOf(gaps);
    }

    static int rateIn(List<Entry> entries, Duration window) {
        var recent = new ArrayDeque<Instant>();
        int most = 0;
        for (Entry entry : entries) {
            while (!recent.isEmpty() && !entry.start().isBefore(recent.element().plus(window))) {
                recent.remove();
            }
            recent.add(entry.start());
            most = Math.max(most, recent.size());
        }
        return most;
    }

    static List<Entry> insideRetryAfter(List<Entry> entries) {
        // The client can only obey an answer it has: each wait runs from the end of its answer.
        var asking = new ArrayDeque<>(entries.stream()
                .filter(entry -> entry.retryAfter().isPresent() && entry.end().isPresent())
                .sorted(Comparator.comparing(entry -> entry.end().orElseThrow()))
                .toList());
        var inside = new ArrayList<Entry>();
        Instant until = Instant.MIN;
        for (Entry entry : entries) {
            while (!asking.isEmpty() && !asking.element().end().orElseThrow().isAfter(entry.start())) {
                var asked = asking.remove();
                var over = asked.end().orElseThrow().plus(asked.retryAfter().orElseThrow());
                until = over.isAfter(until) ? over : until;
            }
            if (entry.start().isBefore(until)) {
                inside.add(entry);
            }
        }
        return List.copyOf(inside);
    }
}
