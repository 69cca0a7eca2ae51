package asynclab.crawl;

import asynclab.crawl.Frontier.Lease;
import java.util.ArrayDeque;
import java.util.PriorityQueue;

/** One host's URLs and when it may be asked. Guarded by the frontier's lock. Times are nanoseconds of its clock. */
final class HostQueue {
    private record Later(Lease lease, long at) {}

    private final ArrayDeque<Lease> now = new ArrayDeque<>();
    private final PriorityQueue<Later> later =
            new PriorityQueue<>((a, b) -> Long.signum(a.at - b.at)); // by difference: nanoseconds may run over
    private final long order;
    private long gap;
    private long openAt;
    private int leased;
    private long queuedAt; // the due time under which the frontier has filed this host

    HostQueue(long order, long start) {
        this.order = order;
        this.openAt = start;
    }

    /** Hosts that fall due together go by their age. */
    long order() {
        return order;
    }

    long queuedAt() {
        return queuedAt;
    }

    void queuedAt(long time) {
        queuedAt = time;
    }

    void add(Lease lease) {
        now.addLast(lease);
    }

    void addFirst(Lease lease) {
        now.addFirst(lease);
    }

    void addLater(Lease lease, long at) {
        later.add(new Later(lease, at));
    }

    /** Whether it could give one, now or later. */
    boolean hasAny(int perHost) {
        return leased < perHost && !(now.isEmpty() && later.isEmpty());
    }

    /** The earliest moment it gives one; only if it has any. */
    long dueAt() {
        long first = later.isEmpty() ? openAt : later.element().at();
        return now.isEmpty() ? later(openAt, first) : openAt;
    }

    /** Hands out the next; only if that is due. A retry that is due goes first: it has waited longest. */
    Lease take(long time) {
        leased++;
        boolean retry = !later.isEmpty() && (now.isEmpty() || later.element().at() - time <= 0);
        return retry ? later.remove().lease() : now.removeFirst();
    }

    /** One is back. */
    void end(long time, boolean asked) {
        leased--;
        if (asked) {
            openAt = later(openAt, time + gap);
        }
    }

    void pace(long nanos) {
        gap = nanos;
    }

    void block(long until) {
        openAt = later(openAt, until);
    }

    private static long later(long a, long b) {
        return a - b >= 0 ? a : b;
    }
}
