package asynclab.crawl;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Takes every visit of a crawl: into the sink, the statistics, the view, and the first of them into the report. */
final class VisitLog {
    /** A report is for looking at; a crawl with more visits has a sink. */
    static final int KEPT = 100_000;

    private final VisitSink sink;
    private final Consumer<Visit> view;
    private final Statistics statistics;
    private final List<Visit> visits = new ArrayList<>(); // guarded by this

    VisitLog(VisitSink sink, Consumer<Visit> view, Statistics statistics) {
        this.sink = sink;
        this.view = view;
        this.statistics = statistics;
    }

    Statistics statistics() {
        return statistics;
    }

    boolean wantsCaptures() {
        return sink.wantsCaptures();
    }

    synchronized void add(Capture capture) throws IOException {
        sink.add(capture);
    }

    synchronized void add(Visit visit) throws IOException {
        sink.add(visit);
        if (visits.size() < KEPT) {
            visits.add(visit);
        }
        statistics.add(visit);
        view.accept(visit);
    }

    synchronized List<Visit> visits() {
        return List.copyOf(visits);
    }
}
