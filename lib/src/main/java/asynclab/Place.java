package asynclab;

import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One of a {@link Pool}'s places: in it stands an open resource, or nothing. Whoever took it from the pool's queue owns
 * it, and the queue hands over what was written, so it needs no lock.
 */
final class Place<R extends AutoCloseable> {
    private static final AtomicLong OPENINGS = new AtomicLong();

    private @Nullable R resource;
    private long opening;

    /** The resource that was opened last comes first, so that what was built upon another goes before it. */
    static Comparator<Place<?>> newestFirst() {
        return Comparator.<Place<?>>comparingLong(place -> place.opening).reversed();
    }

    /** What stands here, if it is sound; else it is replaced. */
    R filled(Callable<? extends R> open, @Nullable Predicate<? super R> isSound) throws Exception {
        var here = resource;
        if (here != null && isSound != null && !agrees(isSound, here)) {
            empty();
            here = null;
        }
        if (here == null) {
            here = open.call();
            resource = here;
            opening = OPENINGS.incrementAndGet();
        }
        return here;
    }

    /** Closes what stands here. Returned and not thrown: that it fails says nothing new of a broken resource. */
    Optional<Exception> empty() {
        var here = resource;
        resource = null;
        try {
            if (here != null) {
                here.close();
            }
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(e);
        } catch (Exception e) {
            return Optional.of(e);
        }
    }

    /** A check that throws says no. */
    static <R> boolean agrees(Predicate<? super R> isSound, R resource) {
        try {
            return isSound.test(resource);
        } catch (RuntimeException e) {
            return false;
        }
    }
}
