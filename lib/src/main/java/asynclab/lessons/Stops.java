package asynclab.lessons;

import static asynclab.Lab.seconds;

import asynclab.Action;
import asynclab.Joiner;
import asynclab.Task;
import asynclab.TaskScope;
import asynclab.exercise.Stage;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Stops answers in the middle, and tells what they made of it. */
final class Stops {
    private Stops() {}

    /** Runs the answer as a task of this name, cancels it after a while, and says what became of the interrupt. */
    static String cancelled(String name, Duration after, Stage stage, Action answer) throws Exception {
        try (var scope = TaskScope.open(Joiner.<Object>allWithFailures())) {
            var flag = new AtomicBoolean();
            var task = scope.fork(name, () -> {
                answer.run();
                flag.set(Thread.currentThread().isInterrupted());
            });
            Thread.sleep(after);
            stage.note("stop");
            task.cancel();
            scope.join();
            return task.state() == Task.State.CANCELLED || flag.get()
                    ? "the interrupt was passed on"
                    : task + ", and the interrupt was lost";
        }
    }

    /** Lets the answer read a feed, and stops it on the way if asked to. */
    static Object reading(Lesson06.Reader answer, boolean stop) throws Exception {
        var feed = new Lesson06.NewsFeed(new AtomicInteger());
        var kept = new AtomicBoolean();
        int seen = 0;
        try (var scope = TaskScope.open()) {
            var task = scope.fork("reader", () -> {
                answer.read(feed);
                kept.set(Thread.currentThread().isInterrupted());
            });
            if (stop) {
                Thread.sleep(seconds(0.55));
                seen = feed.polls().get();
                task.cancel();
            }
            scope.join();
        }
        int polls = feed.polls().get();
        if (!stop) {
            return polls == Lesson06.NewsFeed.ENTRIES + 1 ? "read to the end" : "stopped after " + polls + " entries";
        }
        return polls > seen + 1 // one may have begun in the moment of the interrupt
                ? "read " + (polls - seen) + " more entries after the interrupt"
                : "stopped at once, the interrupt was " + (kept.get() ? "kept" : "lost");
    }
}
