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
import org.jspecify.annotations.Nullable;

/**
 * A frontier in memory: a queue for each host, the hosts in the order they fall due; some 300 bytes a URL. A crash loses it.
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

    /** Who waits for the first host to be due. All the others wait for it: woken together, they would find one URL. */
    private @Nullable Thread watcher;

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
            wake();
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
                left -= await(left, now);
            }
        } finally {
            if (watcher == null && !due.isEmpty()) {
                changed.signal(); // who waits on must know when the next is due
            }
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

    @Override
    public void close() {} // what is in memory goes with it

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

    /** Waits until something has changed, or a host may be due, and gives the time that took. */
    @SuppressWarnings("WaitNotInLoop") // take's loop
    private long await(long most, long now) throws InterruptedException {
        long time = most;
        if (watcher == null && !due.isEmpty()) {
            watcher = Thread.currentThread();
            time = Math.min(most, due.first().queuedAt() - now);
        }
        try {
            return time - changed.awaitNanos(time);
        } finally {
            if (Thread.currentThread().equals(watcher)) {
                watcher = null;
            }
        }
    }

    private Lease lease(HostQueue host, long now) {
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
            change.accept(host);
            file(host);
            wake();
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
            lock.unlock();
        }
    }

    /** One waiter is enough: it takes what is due, or waits for what will be. At the end all must know. */
    private void wake() {
        watcher = null; // what it watches for may not be the first any more
        if (waiting + leased == 0) {
            changed.signalAll();
        } else {
            changed.signal();
        }
    }
}
