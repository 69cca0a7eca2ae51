package asynclab.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was committed survives {@code kill -9}, and a transaction survives whole or not at all. */
@Timeout(120)
class CrashTest {
    private static final int KILLS = 3;
    private static final int DIGITS = 5;

    @TempDir
    Path folder = Path.of("");

    /** The process that is killed: a page and its completion in one transaction, then a line with its number. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) throws Exception {
            var database = AsyncDatabase.open(Path.of(args[0]));
            database.update("create table if not exists page(id integer primary key, body text)");
            database.update("create table if not exists done(id integer primary key)");
            for (int id = Integer.parseInt(args[1]); ; id++) {
                int number = id;
                database.inTransaction(connection -> {
                    try (var statement = connection.createStatement()) {
                        statement.executeUpdate("insert into page values (" + number + ", '" + "x".repeat(500) + "')");
                        return statement.executeUpdate("insert into done values (" + number + ")");
                    }
                });
                System.out.println(number);
            }
        }
    }

    @Test
    void whatWasCommittedSurvivesAKill() throws Exception {
        var file = folder.resolve("pages.db");
        var told = new ArrayList<Integer>();
        for (int kill = 1; kill <= KILLS; kill++) {
            told.addAll(writeAndKill(file, kill * 10_000, 40 * kill));
            try (var database = AsyncDatabase.open(file)) {
                var pages = ids(database, "page");
                assertTrue(pages.containsAll(told), "of " + told.size() + " pages that were told, some are lost");
                assertEquals(pages, ids(database, "done"));
                assertEquals(
                        "ok",
                        database.query("pragma integrity_check").getFirst().get("integrity_check"));
            }
        }
        assertTrue(told.size() >= 40, told.size() + " pages");
    }

    /** Kills the writer in the midst of its work, once it has told of so many pages; gives all it told. */
    private static List<Integer> writeAndKill(Path file, int first, int pages)
            throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        file.toString(),
                        String.valueOf(first))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var told = new ArrayList<Integer>();
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.length() == DIGITS) { // or it was cut off by the kill
                    told.add(Integer.parseInt(line));
                }
                if (told.size() == pages) {
                    process.toHandle().destroyForcibly(); // by its handle: what was told before is read to its end
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return told;
    }

    private static Set<Object> ids(AsyncDatabase database, String table) throws Exception {
        var ids = new HashSet<Object>();
        database.query("select id from " + table).forEach(row -> ids.addAll(row.values()));
        return ids;
    }
}
