package asynclab.crawl;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A frontier in memory: a queue for each host, and the hosts in the order they fall due. A crash loses it. A queued URL takes
 * some 300 bytes.
 *
 * <p>Safe for any thread.
 */
public final class MemoryFrontier implements Frontier {
    private final int perHost;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // All guarded by lock.
    private final Set<String> keys = new HashSet<>();
    private final Map<String, HostQueue> hosts = new HashMap<>();
    private final TreeSet<HostQueue> due = new TreeSet<>(this::compare);
    private final long start;
    private long waiting;
    private long leased;
    private long done;
    private long pages;

    /** An empty one that hands out one lease at a time for each host. */
    public MemoryFrontier() {
        this(1, System::nanoTime);
    }

    /** An empty one that hands out so many leases at a time for each host. */
    public MemoryFrontier(int perHost) {
        this(perHost, System::nanoTime);
    }

    MemoryFrontier(int perHost, LongSupplier nanoTime) {
        if (perHost < 1) {
            throw new IllegalArgumentException("leases per host must be >= 1, got " + perHost);
        }
        this.perHost = perHost;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    @Override
    public int offer(Collection<Link> links) {
        return locked(() -> {
            int added = 0;
            for (Link link : links) {
                if (keys.add(link.key())) {
                    var host = host(link.host());
                    host.add(new Lease(link, 1));
                    file(host);
                    waiting++;
                    added++;
                }
            }
            return added;
        });
    }

    @Override
    public Optional<Lease> take(Duration wait) throws InterruptedException {
        long left = wait.toNanos();
        lock.lockInterruptibly();
        try {
            while (true) {
                long now = nanoTime.getAsLong();
                if (!due.isEmpty() && due.first().queuedAt() - now <= 0) {
                    return Optional.of(lease(due.first(), now));
                }
                if (left <= 0 || waiting + leased == 0) {
                    return Optional.empty();
                }
                long next = due.isEmpty() ? left : Math.min(left, due.first().queuedAt() - now);
                left -= next - changed.awaitNanos(next);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void done(Lease lease, Visit visit) {
        end(lease, visit.wasAsked(), () -> {
            done++;
            if (visit.outcome() instanceof Outcome.Page) {
                pages++;
            }
        });
    }

    @Override
    public void again(Lease lease, Duration after) {
        end(lease, true, () -> {
            waiting++;
            host(lease.link().host())
                    .addLater(new Lease(lease.link(), lease.attempt() + 1), nanoTime.getAsLong() + after.toNanos());
        });
    }

    @Override
    public void giveBack(Lease lease) {
        end(lease, true, () -> {
            waiting++;
            host(lease.link().host()).addFirst(lease);
        });
    }

    @Override
    public void block(String host, Duration time) {
        change(host, queue -> queue.block(nanoTime.getAsLong() + time.toNanos()));
    }

    @Override
    public void pace(String host, Duration gap) {
        change(host, queue -> queue.pace(gap.toNanos()));
    }

    @Override
    public Counts counts() {
        return locked(() -> new Counts(waiting, leased, done, pages));
    }

    @Override
    public void known(Consumer<String> reader) {
        locked(() -> {
            keys.forEach(reader);
            return 0;
        });
    }

    /** Does nothing: what is in memory goes with it. */
    @Override
    public void close() {}

    /** Takes up what is through since an earlier run: it is known, and not handed out. */
    void restore(Link link, boolean page) {
        locked(() -> {
            keys.add(link.key());
            done++;
            pages += page ? 1 : 0;
            return 0;
        });
    }

    boolean knows(Link link) {
        return locked(() -> keys.contains(link.key()));
    }

    private Lease lease(HostQueue host, long now) {
        due.remove(host);
        var lease = host.take(now);
        waiting--;
        leased++;
        file(host);
        wake(); // there may be more where this came from
        return lease;
    }

    private void end(Lease lease, boolean asked, Runnable then) {
        change(lease.link().host(), queue -> {
            queue.end(nanoTime.getAsLong(), asked);
            leased--;
            then.run();
        });
    }

    private void change(String name, Consumer<HostQueue> change) {
        locked(() -> {
            var host = host(name);
            due.remove(host);
            change.accept(host);
            file(host);
            return 0;
        });
    }

    /** Puts the host where it now belongs among those that are due, or takes it out. */
    private void file(HostQueue host) {
        due.remove(host);
        if (host.hasAny(perHost)) {
            host.queuedAt(host.dueAt());
            due.add(host);
        }
    }

    private HostQueue host(String name) {
        return hosts.computeIfAbsent(name, _ -> new HostQueue(hosts.size(), start));
    }

    /** By difference: nanoseconds may run over. */
    private int compare(HostQueue a, HostQueue b) {
        long earlier = a.queuedAt() - b.queuedAt();
        return earlier != 0 ? Long.signum(earlier) : Long.compare(a.order(), b.order());
    }

    private <T> T locked(Supplier<T> body) {
        lock.lock();
        try {
            return body.get();
        } finally {
            wake();
            lock.unlock();
        }
    }

    /** One waiter is enough: it takes what is due, or waits for what will be. At the end all must know. */
    private void wake() {
        if (waiting + leased == 0) {
            changed.signalAll();
        } else {
            changed.signal();
        }
    }
}
