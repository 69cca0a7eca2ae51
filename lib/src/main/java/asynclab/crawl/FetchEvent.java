package asynclab.crawl;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One fetch of a crawl, in a recording of the JVM. Costs next to nothing while nobody records. */
@Name("asynclab.Fetch")
@Label("Fetch")
@Category("AsyncLab")
@Description("One attempt of a crawl to fetch a URL")
@StackTrace(false)
final class FetchEvent extends Event {
    @Label("URL")
    String url = "";

    @Label("Host")
    String host = "";

    @Label("Attempt")
    int attempt;

    @Label("Outcome")
    String outcome = "";

    @Label("Status")
    int status;

    @Label("Bytes")
    long bytes;
}
