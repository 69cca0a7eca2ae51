package asynclab.lessons;

import asynclab.Lab;
import java.io.IOException;

/** Lesson 02, threads: what a thread costs, what carries a virtual one, and what computing does to both. */
public final class Lesson02 extends Lesson {
    Lesson02() {
        super("02");
    }

    /** Opens the lesson: starts the practice web if it is not running yet and prints a line that all is ready. */
    public static Lesson02 open() {
        return opened(new Lesson02());
    }

    /**
     * Starts {@code threads} platform threads, then as many virtual ones, each kind in a JVM of its own, and measures what they
     * take while all of them sleep. Takes some seconds; an interrupt ends it. Where the system allows fewer, it says so.
     *
     * @param threads from 1 to 20,000
     * @throws IOException if the other JVM does not start or breaks off
     */
    public ThreadCost costOf(int threads) throws IOException, InterruptedException {
        return ThreadCost.measure(threads);
    }

    /**
     * Runs {@code work} and tells which waits of virtual threads kept their carriers meanwhile, and why.
     *
     * @throws Exception whatever {@code work} throws
     */
    public Pins pins(Lab.Work work) throws Exception {
        return Pins.during(work);
    }

    /**
     * Runs {@code work} in this thread, called back from C code.
     *
     * @throws Exception whatever {@code work} throws
     */
    public void fromC(Lab.Work work) throws Exception {
        NativeFrame.under(work);
    }
}
