package asynclab.lessons;

import static asynclab.Lab.seconds;

import asynclab.exercise.Evidence;
import asynclab.exercise.Finding;
import asynclab.exercise.Level;
import asynclab.exercise.Stage;
import asynclab.web.AccessLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tries the answers of lesson 09, and tells what they have asked for and what they have left running. */
final class Flows {
    static final int WINDOW = 4;
    static final int ROOM = 8;

    /** A stream that outlasts every check, even on a busy machine: if it has ended, then somebody closed it. */
    static final int MANY = 600;

    static final double MINUTE = 60;

    /** What evidence calls the demand that is not met yet. */
    static final String DEMAND = "number of items asked for and not there yet";

    /** What is noted when a subscription is cancelled. */
    private static final String CANCELLED = "cancelled";

    private static final int ITEMS = 10;
    private static final HttpClient CLIENT = HttpClient.newHttpClient(); // closed with the JVM, like the practice web
    private static final Pattern ID = Pattern.compile("\\{\"id\": ?(\\d+),.*}");

    private Flows() {}

    /** Fills an album that has room for so many. */
    static Object filling(Lesson09.Darkroom answer, Photos photos, int room) throws Exception {
        var album = photos.album(room);
        answer.fill(photos, WINDOW, album);
        return album.photos();
    }

    static List<String> photos(int count) {
        return IntStream.range(0, count).mapToObj(number -> "photo " + number).toList();
    }

    /** Stops the answer while it waits for a photo. */
    static Object stopped(Lesson09.Darkroom answer, Photos photos, Stage stage) throws Exception {
        return Stops.cancelled(
                "answer", seconds(0.3), stage, () -> answer.fill(photos, WINDOW, photos.album(Photos.COUNT)));
    }

    /** Publishes ten items to the answer's subscriber; what it asks for is counted. */
    static Object publishing(Lesson09.Packer answer, Stage stage, int room, boolean fails) throws Exception {
        var box = new Box(room);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var publisher = new SubmissionPublisher<String>(threads, ITEMS);
            publisher.subscribe(new Watched(answer.packer(box), stage, box));
            for (int i = 1; i <= ITEMS; i++) {
                publisher.submit("item " + i);
            }
            if (fails) {
                for (int i = 0; i < 300 && publisher.estimateMaximumLag() > 0; i++) {
                    Thread.sleep(5); // a failure may overtake what was not delivered yet
                }
                publisher.closeExceptionally(new IOException("the source ran dry"));
            } else {
                publisher.close();
            }
            return box.content(1500);
        }
    }

    static List<String> items(int count, String... end) {
        var items = IntStream.rangeClosed(1, count).mapToObj(i -> "item " + i);
        return Stream.concat(items, List.of(end).stream()).toList();
    }

    /** {@code cancelled}: the publisher was told that nobody wants more. */
    static Evidence cancelled() {
        return Evidence.that("cancelled", run -> {
            boolean told = run.stage().level(CANCELLED).peak() > 0;
            return Finding.of(
                    "cancelled",
                    told,
                    told
                            ? "The subscription was cancelled."
                            : "The subscription was never cancelled: the publisher keeps it for ever.");
        });
    }

    /** Reads from a stream of events that goes on for so many seconds. */
    static Object reading(Lesson09.Newsreader answer, Stage stage, int events, double duration, int wanted)
            throws Exception {
        var log = stage.web().log().sinceNow();
        try {
            return answer.first(CLIENT, address(stage, events, duration), wanted).stream()
                    .map(Flows::id)
                    .toList();
        } finally {
            awaitEnd(log);
        }
    }

    /** Stops the answer while it waits for an event. */
    static Object stoppedReading(Lesson09.Newsreader answer, Stage stage) throws Exception {
        var log = stage.web().log().sinceNow();
        var address = address(stage, MANY, MINUTE);
        try {
            return Stops.cancelled("answer", seconds(0.4), stage, () -> answer.first(CLIENT, address, 100));
        } finally {
            awaitEnd(log);
        }
    }

    /** {@code serverFreed}: the server saw its client go, and does not send to nobody. */
    static Evidence serverFreed() {
        return Evidence.that("serverFreed", run -> {
            long sending = run.requests().stream()
                    .filter(entry -> entry.end().isEmpty())
                    .count();
            return Finding.of(
                    "serverFreed",
                    sending == 0 && !run.requests().isEmpty(),
                    sending == 0
                            ? "The server has stopped sending."
                            : "The server goes on sending, a good while after the answer has returned; wanted: the body closed.");
        });
    }

    private static URI address(Stage stage, int events, double duration) {
        return stage.web().uri("/sse?count=" + events + "&duration=" + duration);
    }

    private static String id(String data) {
        var id = ID.matcher(data);
        return id.matches() ? "event " + id.group(1) : data;
    }

    /** A server notices when it next writes; that is soon, and then the entry has an end. */
    private static void awaitEnd(AccessLog log) throws InterruptedException {
        for (int i = 0;
                i < 50 && log.entries().stream().anyMatch(entry -> entry.end().isEmpty());
                i++) {
            Thread.sleep(20);
        }
    }

    /** The answer's subscriber, with its demand counted. */
    private static final class Watched implements Flow.Subscriber<String> {
        private static final long CAP = 1000; // of what counts as demand: Long.MAX_VALUE asks for all there is

        private final Flow.Subscriber<String> answer;
        private final Level demand;
        private final Level cancelled;
        private final Box box;

        Watched(Flow.Subscriber<String> answer, Stage stage, Box box) {
            this.answer = answer;
            this.demand = stage.level(DEMAND);
            this.cancelled = stage.level(CANCELLED);
            this.box = box;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            answer.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long n) {
                    demand.add(Math.min(n, CAP));
                    subscription.request(n);
                }

                @Override
                public void cancel() {
                    cancelled.set(1);
                    subscription.cancel();
                    box.stopWaiting();
                }
            });
        }

        @Override
        public void onNext(String item) {
            demand.add(-1);
            answer.onNext(item);
        }

        @Override
        public void onError(Throwable failure) {
            answer.onError(failure);
        }

        @Override
        public void onComplete() {
            answer.onComplete();
        }
    }
}
