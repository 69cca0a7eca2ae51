package asynclab.internal;

import asynclab.Picture;
import asynclab.Showable;
import java.lang.ref.WeakReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks at something ten times a second and puts it on the screen when it has changed, until stopped. Holds it weakly:
 * what somebody forgot to close does not keep a thread for ever.
 */
public final class Updater {
    private static final long PAUSE_NANOS = 100_000_000;

    private final WeakReference<Showable> source;
    private final Screen.Live live;
    private @Nullable String shown; // only used by the updater's thread
    private volatile boolean stopped;

    /** How a live view gets its updater: {@link #start}, or one that a test drives by hand. */
    @FunctionalInterface
    public interface Starter {
        /** An updater for {@code source}, running or not. */
        Updater start(Showable source, Screen.Live live);
    }

    /** An updater that does nothing until {@link #look} is called. */
    public Updater(Showable source, Screen.Live live) {
        this.source = new WeakReference<>(source);
        this.live = live;
    }

    /**
     * An updater on a daemon thread of its own. A platform thread: virtual ones would wait for a carrier just when
     * computing tasks keep all of them, and the view would stand still when one most wants to see it move.
     */
    public static Updater start(Showable source, Screen.Live live) {
        var updater = new Updater(source, live);
        Thread.ofPlatform().name("asynclab-live-view").daemon().start(updater::run);
        return updater;
    }

    /** Sends what the source looks like if that has changed. False when there is nothing more to look at. */
    public boolean look() {
        var seen = source.get();
        if (stopped || seen == null) {
            return false;
        }
        Picture picture = seen.picture();
        if (!picture.text().equals(shown)) {
            shown = picture.text();
            live.update(picture);
        }
        return true;
    }

    /** Ends the thread within a pause. The source sends its last picture itself. */
    public void stop() {
        stopped = true;
    }

    private void run() {
        do {
            LockSupport.parkNanos(this, PAUSE_NANOS);
        } while (look());
    }
}
