package asynclab.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.Joiner;
import asynclab.Task;
import asynclab.TaskScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AsyncDatabaseTest {
    private static final String ENDLESS =
            "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n";

    @TempDir
    Path folder = Path.of("");

    private AsyncDatabase open() throws SQLException {
        return AsyncDatabase.open(folder.resolve("pages.db"));
    }

    @Test
    void whatIsStoredIsThereAndStillThereAfterItWasOpenedAgain() throws Exception {
        try (var database = open()) {
            database.update("create table page(url text primary key, title text)");
            assertEquals(1, database.update("insert into page values (?, ?)", "/a", "A"));
            assertEquals(1, database.update("insert into page values (?, ?)", "/b", null));
        }
        try (var database = open()) {
            var rows = database.query("select title, url from page order by url");
            assertEquals(List.of("title", "url"), List.copyOf(rows.getFirst().keySet()));
            assertEquals("A", rows.getFirst().get("title"));
            assertNull(rows.getLast().get("title"));
            assertEquals(2, database.update("delete from page"));
            assertEquals(List.of(), database.query("select * from page where url = ?", "/a"));
        }
        assertFalse(Files.exists(folder.resolve("pages.db-wal")), "a clean close leaves one file");
    }

    @Test
    void manyTasksShareIt() throws Exception {
        try (var database = open()) {
            database.update("create table hit(task integer)");
            try (var scope = TaskScope.open()) {
                for (int i = 0; i < 100; i++) {
                    int number = i;
                    scope.fork("task " + i, () -> {
                        database.update("insert into hit values (?)", number);
                        return database.query("select count(*) from hit");
                    });
                }
                scope.join();
            }
            assertEquals(100, count(database, "hit"));
        }
    }

    @Test
    void readersRunBesideEachOther() throws Exception {
        try (var database = open();
                var scope = TaskScope.open()) {
            var all = new CyclicBarrier(4); // opens only if four connections are in use at once
            for (int i = 0; i < 4; i++) {
                scope.fork("reader " + i, () -> database.withConnection(connection -> all.await()));
            }
            scope.join();
        }
    }

    @Test
    void aTransactionIsAllOrNothing() throws Exception {
        try (var database = open()) {
            database.update("create table account(name text, money integer)");
            database.inTransaction(connection -> {
                connection.createStatement().executeUpdate("insert into account values ('a', 10), ('b', 0)");
                return 0;
            });
            var failure = new IOException("in the middle");
            assertSame(
                    failure,
                    assertThrows(
                            IOException.class,
                            () -> database.inTransaction(connection -> {
                                connection
                                        .createStatement()
                                        .executeUpdate("update account set money = 0 where name = 'a'");
                                throw failure;
                            })));
            assertEquals(
                    10,
                    database.query("select money from account where name = 'a'")
                            .getFirst()
                            .get("money"));
        }
    }

    /** Each reads a number and writes one more: with two writers at once, some would be lost or fail. */
    @Test
    void writersLineUp() throws Exception {
        try (var database = open()) {
            database.update("create table counter(n integer)");
            database.update("insert into counter values (0)");
            try (var scope = TaskScope.open()) {
                for (int i = 0; i < 50; i++) {
                    scope.fork(
                            "writer " + i,
                            () -> database.inTransaction(connection -> {
                                var rows = connection.createStatement().executeQuery("select n from counter");
                                rows.next();
                                return connection
                                        .createStatement()
                                        .executeUpdate("update counter set n = " + (rows.getInt(1) + 1));
                            }));
                }
                scope.join();
            }
            assertEquals(50, database.query("select n from counter").getFirst().get("n"));
        }
    }

    @Test
    void theWorkRunsOnPlatformThreadsSoThatNoCarrierIsPinned() throws Exception {
        try (var database = AsyncDatabase.inMemory();
                var scope = TaskScope.<Boolean>open()) {
            var task = scope.fork(
                    "caller",
                    () -> database.withConnection(
                            connection -> Thread.currentThread().isVirtual()));
            scope.join();
            assertFalse(task.get());
        }
    }

    @Test
    void anInterruptStopsAStatementInNativeCodeAndTheDatabaseGoesOn() throws Exception {
        try (var database = AsyncDatabase.inMemory()) {
            try (var scope = TaskScope.open(Joiner.allWithFailures())) {
                var began = new CountDownLatch(1);
                var endless = scope.fork(
                        "endless",
                        () -> database.withConnection(connection -> {
                            began.countDown();
                            return connection
                                    .createStatement()
                                    .executeQuery(ENDLESS)
                                    .next();
                        }));
                began.await();
                endless.cancel();
                scope.join();
                assertEquals(Task.State.CANCELLED, endless.state());
            }
            assertEquals(1, database.query("select 1 as one").getFirst().get("one"));
        }
    }

    @Test
    void anInterruptStopsWorkThatWaitsAndWorkThatHasNotBegun() throws Exception {
        try (var database = AsyncDatabase.inMemory()) {
            try (var scope = TaskScope.open(Joiner.allWithFailures())) {
                var began = new CountDownLatch(1);
                var waits = scope.fork(
                        "waits",
                        () -> database.withConnection(connection -> {
                            began.countDown();
                            new CountDownLatch(1).await();
                            return 0;
                        }));
                began.await();
                var behind = scope.fork("behind", () -> database.query("select 1"));
                behind.cancel();
                waits.cancel();
                scope.join();
                assertEquals(
                        List.of(Task.State.CANCELLED, Task.State.CANCELLED), List.of(waits.state(), behind.state()));
            }
            assertEquals(1, database.query("select 1 as one").size());
        }
    }

    @Test
    void badUseIsToldInWords() throws Exception {
        assertTrue(message(SQLException.class, () -> AsyncDatabase.open(folder.resolve("no/such/folder/x.db")))
                .startsWith("cannot open jdbc:sqlite:"));
        Files.writeString(
                folder.resolve("no.db"), "this is no database, but long enough to be looked at as one".repeat(50));
        assertTrue(message(SQLException.class, () -> AsyncDatabase.open(folder.resolve("no.db")))
                .contains("not a database"));
        var database = AsyncDatabase.inMemory();
        assertEquals(
                "the statement has 2 question marks, got 1 values: select ?, ?",
                message(SQLException.class, () -> database.query("select ?, ?", 1)));
        assertTrue(message(SQLException.class, () -> database.query("select * from nowhere"))
                .contains("nowhere"));
        assertTrue(message(
                        IllegalStateException.class,
                        () -> database.withConnection(connection -> database.query("select 1")))
                .startsWith("a call to the database inside withConnection"));
        database.close();
        database.close();
        assertTrue(message(IllegalStateException.class, () -> database.query("select 1"))
                .startsWith("the database is closed"));
    }

    private static int count(AsyncDatabase database, String table) throws Exception {
        return (int) Objects.requireNonNull(
                database.query("select count(*) as n from " + table).getFirst().get("n"));
    }

    private static String message(Class<? extends Exception> type, org.junit.jupiter.api.function.Executable mistake) {
        return String.valueOf(assertThrows(type, mistake).getMessage());
    }
}
