package asynclab.lessons;

import asynclab.Lab;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Where a subscriber of lesson 09, exercise q2, puts what arrives. Safe for any thread. */
public final class Box {
    private static final long PACKING = Lab.seconds(0.02).toNanos();

    private final int room;
    private final List<String> items = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile Optional<String> end = Optional.empty(); // by the subscriber's thread

    Box(int room) {
        this.room = room;
    }

    /** Packs an item, which takes 20 ms, and tells whether there is room for another one. */
    public boolean put(String item) {
        long until = System.nanoTime() + PACKING;
        for (long left = PACKING; left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
        items.add(item);
        return items.size() < room;
    }

    /** To be called when no more items will come. */
    public void done() {
        ends("done");
    }

    /** To be called when the publisher has failed. */
    public void failed(Throwable failure) {
        ends("failed: " + failure.getMessage());
    }

    /** Waits for an end, but not for ever, and tells what is inside. */
    List<String> content(long millis) throws InterruptedException {
        over.await(millis, TimeUnit.MILLISECONDS);
        var content = new ArrayList<>(items);
        end.ifPresent(content::add);
        return content;
    }

    /** For whoever sees an end that the subscriber does not report. */
    void stopWaiting() {
        over.countDown();
    }

    private void ends(String how) {
        end = Optional.of(how);
        over.countDown();
    }
}
