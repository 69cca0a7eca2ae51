package asynclab.exercise;

import static asynclab.exercise.GiveOne.check;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Scanner;
import org.junit.jupiter.api.Test;

/** What an answer prints goes onto its card, what others print does not, and nobody types into a check. */
class CaptureTest {
    @Test
    void readingInputGetsItsEndAndIsMentioned() {
        var report = check(() -> new Scanner(System.in, StandardCharsets.UTF_8).hasNextLine() ? 2 : 1);
        assertEquals(Verdict.PASSED, report.verdict());
        assertTrue(
                report.notes().toString().contains("waited for input"),
                report.notes().toString());
    }

    @Test
    void aFloodOfOutputIsCut() {
        var report = check(() -> {
            for (int i = 0; i < 20_000; i++) {
                System.out.println("line " + i);
            }
            return 1;
        });
        assertEquals(Verdict.PASSED, report.verdict());
        assertTrue(report.output().length() < 70_000);
        assertTrue(report.output().contains("more bytes were printed"));
    }

    @Test
    void outputOfTasksIsCapturedAndThatOfOthersIsNot() throws Exception {
        var before = System.out;
        var report = check(() -> {
            System.out.println("from the answer");
            Thread.ofVirtual().start(() -> System.err.println("from its task")).join();
            return 1;
        });
        assertEquals("from the answer\nfrom its task\n", report.output().replace("\r", ""));
        assertSame(before, System.out);
    }

    @Test
    void anUncaughtExceptionOfATaskGoesOntoTheCard() {
        var report = check(() -> {
            Thread.ofVirtual()
                    .name("crash")
                    .start(() -> {
                        throw new IllegalStateException("no page");
                    })
                    .join();
            return 1;
        });
        assertEquals(Verdict.PASSED, report.verdict());
        assertTrue(report.output().contains("no page"), report.output());
    }
}
