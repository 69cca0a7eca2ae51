package asynclab.internal;

import asynclab.Timeline.Outcome;
import asynclab.Timeline.State;

/**
 * One thing that happened to a thread while a body was recorded, whatever told us of it. Times are nanoseconds since the
 * epoch on the recorder's clock; threads are named by {@code Thread.threadId()}, of which none is ever used twice.
 */
sealed interface Happening {
    /** The thread it happened to. */
    long thread();

    /** When it happened, or began. */
    long at();

    /** The recorded body ran in this thread from {@code at} to {@code end}. */
    record Body(long thread, long at, long end, long session) implements Happening {}

    /** The thread's first instruction; {@code parent} is 0 where the recorder does not tell. */
    record Began(long thread, long at, long parent) implements Happening {}

    /** The thread's last instruction. */
    record Ended(long thread, long at) implements Happening {}

    /** The thread did not run: it slept or waited. */
    record Waited(long thread, long at, long end, State state, String on) implements Happening {}

    /** An exception was made in the thread, and probably thrown. */
    record Threw(long thread, long at, String what, boolean interruption) implements Happening {}

    /** A task ended in this thread with an exception that nobody in the task caught. */
    record Failed(long thread, long at) implements Happening {}

    /** A task ended in this thread because someone cancelled its future. */
    record Cancelled(long thread, long at) implements Happening {}

    /** The thread serves an HTTP server's request: another's work, whoever sent the request. */
    record Served(long thread, long at) implements Happening {}

    /** The thread handed a job to a pool. */
    record Submitted(long thread, long at) implements Happening {}

    /** A pool's thread took up a job. */
    record TookUp(long thread, long at) implements Happening {}

    /** A pool's thread was done with a job. */
    record PutDown(long thread, long at) implements Happening {}

    /** A named task ran in this thread, and said so itself. */
    record Span(long thread, long at, long end, String name, long parent, Outcome outcome, String failure)
            implements Happening {}
}
