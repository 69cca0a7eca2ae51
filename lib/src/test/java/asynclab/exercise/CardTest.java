package asynclab.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.Timeline;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CardTest {
    private static final List<Finding> TWO_OF_THREE = List.of(
            Finding.held("result", "The result is right: [200]."),
            Finding.held("noTaskLeft", "No task was left alive."),
            Finding.broken("maxInFlight", "The site saw 12 requests at once; wanted: exactly 3."));

    @Test
    void theSentenceWithTheNumbersComesFirst() {
        var text = card(Report.of(TWO_OF_THREE, "", Optional.empty(), List.of()))
                .picture()
                .text();
        assertEquals("""
                q2 · Ten pages
                Not yet (2 of 3). The site saw 12 requests at once; wanted: exactly 3.
                  ✓ holds       The result is right: [200].
                  ✓ holds       No task was left alive.
                A hint is there: `lab.q2.hint()`""", text);
    }

    @Test
    void theHtmlSaysItToAScreenReaderAndHoldsNoMarkupOfTheAnswer() {
        var broken = List.of(Finding.broken("result", "The result is \"<b onclick='x'>\"; wanted: \"a\"."));
        var html = html(Report.of(broken, "<script>alert(1)</script>", Optional.empty(), List.of()));
        assertTrue(html.startsWith("<section aria-label=\"q2, Ten pages: Not yet\""), html);
        assertTrue(html.contains("<strong>Not yet (0 of 1).</strong>"), html);
        assertTrue(html.contains("&lt;script&gt;"), html);
        assertFalse(html.contains("<b onclick") || html.contains("<script"), html);
        assertTrue(html.contains("<code>lab.q2.hint()</code>"), html);
    }

    @Test
    void aPictureHasItsTextAsAlternative() throws Exception {
        var timeline = Timeline.record(() -> Thread.sleep(5));
        var html = html(Report.of(TWO_OF_THREE, "", Optional.of(timeline), List.of()));
        assertTrue(html.contains("alt=\"One thread, main"), html);
        assertTrue(html.contains("src=\"data:image/svg+xml;base64,"), html);
    }

    @Test
    void longOutputIsCutToWhatOneReads() {
        var text = card(Report.of(TWO_OF_THREE, "line\n".repeat(100), Optional.empty(), List.of()))
                .picture()
                .text();
        assertTrue(text.contains("  | … and 60 more lines"), text);
    }

    @Test
    void allThatHoldsIsPassedAndWhatIsUnclearIsInconclusive() {
        var passed = Report.of(TWO_OF_THREE.subList(0, 2), "", Optional.empty(), List.of());
        assertEquals(Verdict.PASSED, passed.verdict());
        assertTrue(card(passed).picture().text().contains("Passed (2 of 2). No task was left alive."));
        var unclear = List.of(TWO_OF_THREE.getFirst(), Finding.unclear("ratio", "It took 1 s."));
        assertEquals(
                Verdict.INCONCLUSIVE,
                Report.of(unclear, "", Optional.empty(), List.of()).verdict());
        assertEquals(1, Report.of(unclear, "", Optional.empty(), List.of()).share());
    }

    @Test
    void aShareIsThatOfThePropertiesThatHold() {
        assertEquals(
                2 / 3.0,
                Report.of(TWO_OF_THREE, "", Optional.empty(), List.of()).share(),
                1e-9);
    }

    private static String html(Report report) {
        return Objects.requireNonNull(card(report).picture().forms().get("text/html"));
    }

    private static Card card(Report report) {
        return new Card("q2", "Ten pages", report, List.of("A hint is there: `lab.q2.hint()`"));
    }
}
