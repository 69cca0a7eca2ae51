package asynclab.exercise;

import java.util.concurrent.Semaphore;

/** A semaphore that knows how many permits it began with. Safe for any thread, as its parent is. */
final class Permits extends Semaphore {
    private static final long serialVersionUID = 1;

    private final int all;

    Permits(int all) {
        super(all);
        this.all = all;
    }

    /** How many have not been given back; negative if more were given back than taken. */
    int missing() {
        return all - availablePermits();
    }

    int all() {
        return all;
    }
}
