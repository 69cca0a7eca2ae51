package asynclab.kernel.output;

import static org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType.ERR;
import static org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType.OUT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OutboxTest {
    private final Screen screen = new Screen();
    private final Outbox outbox = screen.outbox;
    private final Cell cell = Screen.cell(1);

    @Test
    void linesAreGatheredForTwentyMilliseconds() {
        outbox.print(cell, OUT, "a\n");
        assertEquals(List.of(), screen.after(19));
        outbox.print(cell, OUT, "b\n");
        assertEquals(List.of("1 out a\nb\n"), screen.after(1));
        assertEquals(List.of(), screen.after(1_000));
    }

    @Test
    void muchTextIsSentAtOnce() {
        outbox.print(cell, OUT, "x".repeat(8_192) + "\n");
        assertEquals(1, screen.after(0).size());
    }

    @Test
    void streamsAndPicturesKeepTheirOrder() {
        outbox.print(cell, OUT, "a\n");
        outbox.print(cell, ERR, "b\n");
        outbox.print(cell, OUT, "c");
        outbox.publish(cell, new PublishDisplayData(new DisplayData("picture")));
        outbox.print(cell, OUT, "d\n");
        assertEquals(List.of("1 out a\n", "1 err b\n", "1 out c", "1 shown picture", "1 out d\n"), screen.after(20));
    }

    @Test
    void aLineIsSentWhenItEnds() {
        outbox.print(cell, OUT, "a");
        outbox.print(cell, OUT, "b\n");
        assertEquals(List.of("1 out ab\n"), screen.after(20));
    }

    @Test
    void aPromptWithoutLineEndAppears() {
        outbox.print(cell, OUT, "Name? ");
        assertEquals(List.of(), screen.after(99));
        assertEquals(List.of("1 out Name? "), screen.after(1));
    }

    @Test
    @Timeout(20)
    void aPromptAppearsAlsoWhenManyFlushesCameBeforeIt() {
        outbox.start();
        outbox.show(cell); // as JShell does before and after each snippet
        outbox.print(cell, OUT, "Name? ");
        while (screen.isEmpty()) {
            screen.pass(1); // a pause of the sender is a real one, but then it looks at this clock
            Thread.onSpinWait();
        }
        assertEquals(List.of("1 out Name? "), screen.taken());
    }

    @Test
    void dotsOfOneThreadStayOnOneLine() {
        var all = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            outbox.print(cell, OUT, ".");
            screen.after(60).forEach(text -> all.append(text.substring("1 out ".length())));
        }
        outbox.print(cell, OUT, " done\n");
        screen.after(20).forEach(text -> all.append(text.substring("1 out ".length())));
        assertEquals(".......... done\n", all.toString());
    }

    @Test
    void linesOfTwoThreadsDoNotMix() throws InterruptedException {
        outbox.print(cell, OUT, "a");
        inAnotherThread(() -> outbox.print(cell, OUT, "x\n"));
        outbox.print(cell, OUT, "b\n");
        assertEquals(List.of("1 out x\nab\n"), screen.after(20));
    }

    @Test
    void aLineThatWasShownInPartIsNotGoneOnWithByAnotherThread() throws InterruptedException {
        outbox.print(cell, OUT, "a");
        assertEquals(List.of("1 out a"), screen.after(100));
        inAnotherThread(() -> outbox.print(cell, OUT, "x\n"));
        outbox.print(cell, OUT, "b\n");
        assertEquals(List.of("1 out \nx\nb\n"), screen.after(20));
    }

    @Test
    void aFlushOfThePrintingThreadShowsItsLineOnly() throws InterruptedException {
        inAnotherThread(() -> outbox.print(cell, OUT, "x"));
        outbox.print(cell, OUT, "a");
        outbox.show(cell);
        assertEquals(List.of("1 out a"), screen.after(20));
    }

    @Test
    void anErrorLineComesAfterTheBegunLineOfItsThread() {
        outbox.print(cell, OUT, "a");
        outbox.print(cell, ERR, "wrong\n");
        outbox.print(cell, OUT, "b\n");
        assertEquals(List.of("1 out a", "1 err wrong\n", "1 out b\n"), screen.after(20));
    }

    @Test
    void cellsAreKeptApart() {
        var other = Screen.cell(2);
        outbox.print(cell, OUT, "a\n");
        outbox.print(other, OUT, "x\n");
        outbox.print(cell, OUT, "b\n");
        assertEquals(List.of("1 out a\nb\n", "2 out x\n"), screen.after(20));
    }

    @Test
    void whatAnEarlierRunOfTheCellShowsBelongsToTheNewRun() {
        var again = Screen.cell(5);
        outbox.print(cell, OUT, "before\n");
        cell.isRunAgainAs(again);
        outbox.print(cell, OUT, "after\n");
        assertEquals(List.of("5 out before\n", "5 out after\n"), screen.after(20));
    }

    @Test
    @Timeout(20)
    void aFlushReturnsWhenAllIsSentAndKeepsAnInterrupt() {
        outbox.start();
        outbox.print(cell, OUT, "no line end");
        Thread.currentThread().interrupt();
        outbox.flush();
        assertTrue(Thread.interrupted());
        assertEquals(List.of("1 out no line end"), screen.taken());
    }

    @Test
    @Timeout(20)
    void whoPrintsFasterThanIsSentWaitsAndNothingIsLost() throws InterruptedException {
        var gate = new CountDownLatch(1);
        var got = new ArrayList<Integer>();
        var slow = new Outbox(
                message -> {
                    awaitUnchecked(gate);
                    got.add(Screen.words(message).length() - "out ".length());
                },
                new Limits(1_000_000, 1_000_000_000),
                System::nanoTime);
        slow.start();
        var line = "x".repeat(99_999) + "\n";
        var writer = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 30; i++) {
                slow.print(cell, OUT, line);
            }
        });
        while (writer.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        gate.countDown();
        writer.join();
        slow.flush();
        assertEquals(3_000_000, got.stream().mapToInt(Integer::intValue).sum());
    }

    @Test
    @Timeout(20)
    void aHundredThreadsKeepTheirOrderAndTheirLines() throws InterruptedException {
        outbox.start();
        var big = new Screen(new Limits(1_000_000, 100_000_000));
        big.outbox.start();
        var threads = new ArrayList<Thread>();
        for (int t = 0; t < 100; t++) {
            int task = t;
            threads.add(Thread.startVirtualThread(() -> {
                for (int i = 0; i < 100; i++) {
                    big.outbox.print(cell, OUT, task + ":");
                    big.outbox.print(cell, OUT, i + "\n");
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        big.outbox.flush();
        var next = new int[100];
        String.join(
                        "",
                        big.taken().stream()
                                .map(text -> text.substring("1 out ".length()))
                                .toList())
                .lines()
                .forEach(line -> {
                    var words = line.split(":", -1);
                    int task = Integer.parseInt(words[0]);
                    assertEquals(next[task]++, Integer.parseInt(words[1]), line);
                });
        for (int count : next) {
            assertEquals(100, count);
        }
    }

    private static void inAnotherThread(Runnable work) throws InterruptedException {
        Thread.ofVirtual().start(work).join();
    }

    private static void awaitUnchecked(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
