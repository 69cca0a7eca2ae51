package asynclab.internal;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A recorded body, from its first to its last instruction: it puts the zero of the time axis on the recorder's own clock. */
@Name("asynclab.Body")
@Label("Recorded body")
@Category("AsyncLab")
@StackTrace(false)
final class BodyEvent extends Event {
    /** Tells apart the bodies of recordings that run at the same time. */
    @Label("Session")
    long session;
}
