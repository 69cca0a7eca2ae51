package asynclab.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class JavadocTest {
    private static final String SLEEP = """
         Sleeps for {@code time}; see {@link Thread#sleep(long) the JDK's} or {@link Thread#yield}.
         <p>1 &lt; 2

         @param time how long
         @param <T> of what
         @return what is {@literal <left>}
         @throws InterruptedException when interrupted
         @since 1
        """;

    @Test
    void plainTextHasNoTags() {
        assertEquals("""
            Sleeps for time; see the JDK's or Thread.yield.
            1 < 2
            time: how long
            <T>: of what
            returns: what is <left>
            throws InterruptedException: when interrupted\
            """, Javadoc.text(SLEEP));
    }

    @Test
    void htmlKeepsTheAuthorsTagsAndEscapesTheRest() {
        var html = Javadoc.html(SLEEP);
        assertTrue(
                html.contains("Sleeps for <code>time</code>; see <code>the JDK's</code> or <code>Thread.yield</code>."),
                html);
        assertTrue(html.contains("<p>1 &lt; 2"), html);
        assertTrue(html.contains("<dt><code>&lt;T&gt;</code></dt><dd>of what</dd>"), html);
        assertTrue(html.contains("what is &lt;left&gt;"), html);
        assertFalse(html.contains("since"), html);
    }

    @Test
    void aTagMayHoldBraces() {
        assertEquals("Map.of(a, { b })", Javadoc.text("{@code Map.of(a, { b })}"));
        assertEquals("A list of T.", Javadoc.text("A {@link java.util.List list of {@code T}}."));
    }

    @Test
    void dollarsAndBackslashesStay() {
        assertEquals("$1 \\d", Javadoc.text("{@code $1 \\d}"));
    }
}
