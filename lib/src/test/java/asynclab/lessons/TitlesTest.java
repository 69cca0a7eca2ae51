package asynclab.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.TaskScope;
import asynclab.web.Site;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock("screen")
final class TitlesTest {
    @TempDir
    Path folder;

    @Test
    void twoWaysMakeTwoRowsThatTellThemApart() throws Exception {
        try (var site = Site.start(42, 12)) {
            var titles = new Titles(site, table());
            titles.run("01 one by one", 3, () -> oneByOne(titles));
            titles.run("05 in a scope", 5, () -> inAScope(titles));
            var rows = table().rows();
            assertEquals(
                    List.of("01 one by one", "05 in a scope"),
                    rows.stream().map(Titles.Row::way).toList());
            assertEquals(1, rows.getFirst().atOnce());
            assertEquals(12, rows.getLast().atOnce());
            assertTrue(titles.picture().text().contains("05 in a scope"));
        }
    }

    @Test
    void wrongTitlesAreNoRow() throws Exception {
        try (var site = Site.start(42, 12)) {
            var titles = new Titles(site, table());
            var few = assertThrows(IllegalStateException.class, () -> titles.run("few", 1, List::of));
            assertEquals("the program gave 0 titles of 12", few.getMessage());
            var mixed = assertThrows(
                    IllegalStateException.class,
                    () -> titles.run("reversed", 1, () -> oneByOne(titles).reversed()));
            assertTrue(String.valueOf(mixed.getMessage()).startsWith("title 1 is"), mixed.toString());
            assertEquals(List.of(), table().rows());
        }
    }

    @Test
    void aLineThatCannotBeReadIsLeftOut() throws Exception {
        Files.writeString(folder.resolve("titles.tsv"), "nonsense\nplain\t5\t1\t0\t7\t3\nx\ty\tz\t0\t0\t0\n");
        assertEquals(
                List.of("plain"), table().rows().stream().map(Titles.Row::way).toList());
    }

    private TitlesTable table() {
        return new TitlesTable(folder.resolve("titles.tsv"));
    }

    private static List<String> oneByOne(Titles titles) throws Exception {
        var all = new ArrayList<String>();
        for (var page : titles.pages()) {
            all.add(titles.read(page));
        }
        return all;
    }

    private static List<String> inAScope(Titles titles) throws Exception {
        try (var scope = TaskScope.<String>open()) {
            for (var page : titles.pages()) {
                scope.fork(page.getPath(), () -> titles.read(page));
            }
            return scope.join();
        }
    }
}
