package asynclab.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.Timeline;
import asynclab.Timeline.Outcome;
import asynclab.Timeline.Row;
import asynclab.Timeline.Segment;
import asynclab.Timeline.State;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.InputSource;

class TimelinePictureTest {
    private static final Duration TOTAL = Duration.ofSeconds(3);

    private static Row row(String name, Outcome outcome, List<Segment> segments) {
        boolean main = name.equals("main");
        var end = segments.isEmpty() ? Duration.ZERO : segments.getLast().end();
        var start = segments.isEmpty() ? Duration.ZERO : segments.getFirst().start();
        Optional<String> failure = outcome == Outcome.FAILED ? Optional.of("IOException: 503") : Optional.empty();
        Optional<String> parent = main ? Optional.empty() : Optional.of("main");
        return new Row(name, parent, main ? 0 : 1, start, end, outcome, failure, segments);
    }

    private static Segment segment(State state, long fromMillis, long toMillis) {
        return new Segment(state, Duration.ofMillis(fromMillis), Duration.ofMillis(toMillis), "");
    }

    private static Row main() {
        return row("main", Outcome.SUCCEEDED, List.of(segment(State.RUNNING, 0, 100), segment(State.TASK, 100, 3000)));
    }

    private static Timeline three() {
        return Timeline.of(
                TOTAL,
                main(),
                List.of(
                        row("A", Outcome.SUCCEEDED, List.of(segment(State.SLEEPING, 100, 2100))),
                        row("B", Outcome.FAILED, List.of(segment(State.HTTP, 100, 1100))),
                        row("C <&>", Outcome.CANCELLED, List.of(segment(State.PERMIT, 100, 3000)))));
    }

    /** Tasks that change their state again and again, as no real program does. */
    private static Timeline crowd(int tasks, int segmentsEach) {
        var random = new Random(42);
        var states = State.values();
        var outcomes = Outcome.values();
        var rows = IntStream.range(0, tasks)
                .mapToObj(i -> {
                    var segments = new ArrayList<Segment>();
                    long step = TOTAL.toNanos() / (segmentsEach + 1);
                    long at = random.nextLong(step);
                    for (int k = 0; k < segmentsEach; k++) {
                        var state = states[random.nextInt(states.length)];
                        segments.add(new Segment(state, Duration.ofNanos(at), Duration.ofNanos(at + step), ""));
                        at += step;
                    }
                    return row(
                            "a rather long name for a task " + i, outcomes[random.nextInt(outcomes.length)], segments);
                })
                .toList();
        return Timeline.of(TOTAL, main(), rows);
    }

    private static void assertWellFormed(String svg) throws Exception {
        var parsed =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertEquals("svg", parsed.getDocumentElement().getNodeName());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "1, 100000", "24, 4000", "25, 1000", "100, 3", "110, 900", "111, 2", "10000, 10"})
    void anyCrowdIsDrawnSmallAndSoon(int tasks, int segmentsEach) throws Exception {
        var timeline = crowd(tasks, segmentsEach);
        var picture = assertTimeoutPreemptively(Duration.ofSeconds(20), timeline::picture);
        int size = picture.forms().values().stream().mapToInt(String::length).sum();
        assertTrue(size < 300_000, () -> size + " bytes");
        assertWellFormed(timeline.toSvg());
    }

    @Test
    void manyNamesOfTheirOwnStaySmallToo() throws Exception {
        var rows = IntStream.range(0, 3000)
                .mapToObj(i -> row("x".repeat(200) + i + "y", Outcome.FAILED, List.of(segment(State.RUNNING, 0, 9))))
                .toList();
        var picture = Timeline.of(TOTAL, main(), rows).picture();
        int size = picture.forms().values().stream().mapToInt(String::length).sum();
        assertTrue(size < 300_000, () -> size + " bytes");
    }

    @Test
    void theSentenceTellsEachOfAFew() {
        assertEquals(
                "3 tasks in 3.00 s; at most 3 overlap; A slept 2.00 s; B waited for HTTP 1.00 s and failed with"
                        + " IOException: 503; C <&> waited for a permit 2.90 s and was cancelled.",
                Sentence.of(three()));
    }

    @Test
    void theSentenceSumsUpMany() {
        var rows = IntStream.range(0, 100)
                .mapToObj(i -> row(
                        "fetch-" + i,
                        i == 7 ? Outcome.FAILED : Outcome.SUCCEEDED,
                        List.of(segment(State.HTTP, i, 200))))
                .toList();
        assertEquals(
                "100 tasks in 3.00 s; at most 100 overlap; each took 101 ms to 200 ms; of their time they waited for"
                        + " HTTP 100 %; 1 failed: fetch-7.",
                Sentence.of(Timeline.of(TOTAL, main(), rows)));
    }

    @Test
    void theSvgSaysTheSentenceAndShowsColourAndWord() {
        String svg = three().toSvg();
        assertTrue(svg.contains("<desc"), svg);
        assertTrue(svg.contains("C &lt;&amp;&gt; waited for a permit 2.90 s"));
        for (var state : List.of(State.RUNNING, State.SLEEPING, State.HTTP, State.PERMIT)) {
            assertTrue(svg.contains(Look.fill(state).colour().hex()), state::words);
            assertTrue(svg.contains(state.words()), state::words);
        }
        assertTrue(svg.contains(Colour.VERMILLION.hex()));
        assertFalse(svg.contains(State.QUEUE.words()), "the legend names only what is there");
    }

    @Test
    void noTwoStatesShareBothColourAndTexture() {
        var fills = java.util.Arrays.stream(State.values()).map(Look::fill).toList();
        assertEquals(State.values().length, fills.stream().distinct().count());
    }

    @Test
    void aGroupInTheTextOverlapsAsMuchAsItsTasksDo() {
        var oneByOne = IntStream.range(0, 300)
                .mapToObj(i ->
                        row("task-" + i, Outcome.SUCCEEDED, List.of(segment(State.SLEEPING, i * 10L, i * 10L + 10))))
                .toList();
        String text = Timeline.of(TOTAL, main(), oneByOne).toString();
        assertTrue(text.contains("task-0 … task-299"), text);
        assertEquals(2, text.split("at most 1 ", -1).length - 1, text);
    }

    @Test
    void theTextHasALineForEachTask() {
        String text = three().toString();
        assertTrue(text.contains("  A  "), text);
        assertTrue(
                text.lines().anyMatch(l -> l.startsWith("  B") && l.endsWith("1.00 s failed: IOException: 503")), text);
        assertTrue(text.contains(". sleeping"), text);
    }

    @Test
    void aNoteIsShown() {
        var timeline = Timeline.of(TOTAL, main(), List.of()).withNote("Only the total time is known.");
        assertTrue(timeline.toSvg().contains("Only the total time is known."));
        assertTrue(timeline.toString().contains("Only the total time is known."));
        assertEquals(Optional.of("Only the total time is known."), timeline.note());
    }

    @Test
    void groupsAreNamesThatDifferInANumber() {
        var rows = new ArrayList<Row>();
        for (String name : List.of("fetch-1", "main task", "fetch-2", "fetch-10", "7", "8")) {
            rows.add(row(name, Outcome.SUCCEEDED, List.of(segment(State.RUNNING, 0, 1))));
        }
        var names = Groups.of(rows).groups().stream().map(Groups.Group::name).toList();
        assertEquals(List.of("fetch-1 … fetch-10", "main task", "7 … 8"), names);
    }
}
