package asynclab.internal;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/**
 * A task of a task scope, in the JVM's own recording: begun and committed by the task's thread, so the event's thread is
 * the task. The timeline reads it to know which task forked which, and how each ended.
 */
@Name("asynclab.Task")
@Label("Task")
@Category("AsyncLab")
@Description("A task forked in a task scope, from its first to its last instruction")
@StackTrace(false)
public final class TaskEvent extends Event {
    /** The task's name, as given to fork. */
    @Label("Name")
    public @Nullable String task;

    /** {@code Thread.threadId()} of the thread that forked it. */
    @Label("Parent Thread Id")
    public long parentThread;

    /** How it ended: {@code succeeded}, {@code failed} or {@code cancelled}. */
    @Label("Outcome")
    public @Nullable String outcome;

    /** The failure's class and message, if it failed. */
    @Label("Failure")
    public @Nullable String failure;
}
