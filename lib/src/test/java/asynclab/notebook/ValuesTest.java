package asynclab.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.Picture;
import asynclab.Showable;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ValuesTest {
    record Page(String url, int size, @Nullable String title) {}

    record Spoken(int words) {
        @Override
        public String toString() {
            return words + " words";
        }
    }

    private static String text(Object value) {
        return Values.picture(value).text();
    }

    private static String html(Object value) {
        return Values.picture(value).forms().getOrDefault("text/html", "");
    }

    @Test
    void smallValuesReadAsPrintlnWritesThem() {
        for (var value : new Object[] {
            List.of(1, 2, 3),
            Arrays.asList("a", null),
            new TreeMap<>(Map.of("a", 1, "b", List.of(2))),
            Optional.of("x"),
            Optional.empty(),
            new Page("/p/1", 7, null),
            Set.of(),
            Map.entry("k", "v")
        }) {
            assertEquals(value.toString(), text(value));
        }
    }

    @Test
    void arraysAreShownByTheirElements() {
        assertEquals("[1, 2]", text(new int[] {1, 2}));
        assertEquals("[[1.5], []]", text(new double[][] {{1.5}, {}}));
        assertEquals("[a, null]", text(new @Nullable String[] {"a", null}));
    }

    @Test
    void aShortListIsOneLineAndNoTable() {
        assertEquals(
                Map.of("text/plain", "[1, 2, 3]"),
                Values.picture(List.of(1, 2, 3)).forms());
    }

    @Test
    void recordsOfOneKindAreATableWithNumbersOnTheRight() {
        var pages = List.of(new Page("/p/1", 10, "One"), new Page("/p/2", 2000, null));
        assertTrue(html(pages).contains("<th scope=\"col\" style=\"text-align:left\">url</th>"), html(pages));
        assertTrue(html(pages).contains("<td style=\"text-align:right\">2000</td>"), html(pages));
        assertTrue(html(pages).contains(">null</td>"), html(pages));
        assertTrue(html(pages).contains("List, 2 elements of Page"), html(pages));
    }

    @Test
    void aToStringSomebodyWroteIsKept() {
        assertEquals("[3 words]", text(List.of(new Spoken(3))));
        assertEquals("", html(List.of(new Spoken(3))));
        assertEquals("mine", text(new ArrayList<>(List.of(1)) {
            private static final long serialVersionUID = 1;

            @Override
            public String toString() {
                return "mine";
            }
        }));
    }

    @Test
    void mapsAreATableOfKeysAndValues() {
        var map = new LinkedHashMap<@Nullable String, @Nullable Object>();
        map.put("a", null);
        map.put(null, List.of(1));
        assertTrue(html(map)
                .contains("<tr><td style=\"text-align:left\">a</td><td style=\"text-align:left\">null</td></tr>"));
        assertTrue(html(map).contains(">[1]</td>"));
        assertEquals("{a=null, null=[1]}", text(map));
    }

    @Test
    void markupInValuesNeverReachesThePage() {
        var evil = "<script>alert('x')</script>\"&";
        for (var value :
                new Object[] {Map.of(evil, evil), List.of(new Page(evil, 1, evil)), List.of(evil, "x".repeat(100))}) {
            assertFalse(html(value).contains("<script"), html(value));
            assertTrue(html(value).contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;"), html(value));
        }
    }

    @Test
    void aMillionElementsCostNoMoreThanTheFirstFew() {
        var asked = new AtomicInteger();
        var million = new AbstractList<String>() {
            @Override
            public String get(int index) {
                asked.incrementAndGet();
                return "element number " + index;
            }

            @Override
            public int size() {
                return 1_000_000;
            }
        };
        var picture = Values.picture(million);
        assertTrue(asked.get() < 100, "asked for " + asked);
        assertTrue(picture.text().endsWith(", … 999,950 more]"), picture.text());
        assertTrue(html(million).contains("… 999,988 more rows"), html(million));
        assertTrue(html(million).length() < 3_000);
    }

    @Test
    void aMillionNumbersAreOneCutLine() {
        assertTrue(text(new int[1_000_000]).endsWith("0, … 999,950 more]"));
        assertEquals("", html(new int[1_000_000]));
        assertEquals("", html(IntStream.range(0, 1000).boxed().toList()));
    }

    @Test
    void longElementsAreCut() {
        var text = text(List.of("x".repeat(100_000), "y"));
        assertTrue(text.length() < 400, text);
        assertTrue(text.endsWith("x…, y]"), text);
        assertTrue(text(Collections.nCopies(1000, "x".repeat(1000))).length() < 6_000);
    }

    @Test
    void collectionsThatContainThemselvesEnd() {
        var list = new ArrayList<Object>();
        list.add(list);
        var map = new LinkedHashMap<String, Object>();
        map.put("self", map);
        map.put("list", list);
        var array = new Object[1];
        array[0] = array;
        assertEquals("[(this Collection)]", text(list));
        assertEquals("{self=(this Map), list=[(this Collection)]}", text(map));
        assertEquals("[(this Collection)]", text(array));
    }

    @Test
    void theSameListTwiceIsNotMistakenForItself() {
        var inner = List.of(1);
        assertEquals("[[1], [1]]", text(List.of(inner, inner)));
    }

    @Test
    void deepNestingEndsInDots() {
        Object deep = List.of("bottom");
        for (int i = 0; i < 100_000; i++) {
            deep = List.of(deep);
        }
        assertEquals("[[[[[[…]]]]]]", text(deep));
    }

    @Test
    void aFailingToStringSpoilsOnlyItsOwnPlace() {
        var broken = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("no");
            }
        };
        assertTrue(text(List.of(1, broken, 2)).endsWith(" (its toString failed: IllegalStateException), 2]"));
    }

    @Test
    void aListThatAnotherThreadChangesIsSaidToBe() {
        var changing = new AbstractList<String>() {
            @Override
            public String get(int index) {
                throw new ConcurrentModificationException();
            }

            @Override
            public int size() {
                return 3;
            }
        };
        assertTrue(
                text(changing).endsWith(", which could not be shown: ConcurrentModificationException"), text(changing));
    }

    @Test
    void failuresNameTheirCausesAndSuppressed() {
        var failure = new IllegalStateException("outer", new RuntimeException("inner"));
        failure.addSuppressed(new IllegalArgumentException("beside"));
        assertEquals("""
                java.lang.IllegalStateException: outer
                  suppressed: java.lang.IllegalArgumentException: beside
                  caused by: java.lang.RuntimeException: inner""", text(failure));
        assertEquals("[java.lang.IllegalStateException: outer]", text(List.of(failure)));
    }

    @Test
    void causesThatLeadBackEnd() {
        var one = new RuntimeException("one");
        one.initCause(new RuntimeException("two", one));
        assertEquals(11, text(one).lines().count());
    }

    @Test
    void durationsReadAsPeopleSayThem() {
        assertEquals("1.52 s", text(Duration.ofMillis(1520)));
        assertEquals("[1.52 s]", text(List.of(Duration.ofMillis(1520))));
    }

    @Test
    void somethingShowableInAListIsItsFirstLine() {
        Showable shown = () -> Picture.of("A timeline of 3 tasks\nmore");
        assertEquals("[A timeline of 3 tasks]", text(List.of(shown)));
    }
}
