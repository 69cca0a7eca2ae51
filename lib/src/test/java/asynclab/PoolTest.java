package asynclab;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.OnBothKinds.Kind;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class PoolTest {
    private final Connections connections = new Connections();
    private final Trail trail = connections.trail;
    private final FakeTicker time = new FakeTicker();

    @Test
    void opensWhenNeededAndLendsTheSameAgain() throws Exception {
        try (var pool = Pool.of(3, connections::connect)) {
            assertEquals(List.of(), trail.names());
            try (var a = pool.acquire();
                    var b = pool.acquire()) {
                assertEquals(List.of("c1", "c2"), List.of(a.get().use(), b.get().use()));
                assertEquals(2, pool.inUse());
            }
            assertEquals(0, pool.inUse());
            assertEquals("used", pool.with(c -> "used"));
            assertEquals("used", pool.with(c -> "used"));
            assertEquals(3, pool.size());
        }
        assertEquals(3, connections.opened.get(), "places take turns, so the third was opened too");
    }

    @OnBothKinds
    void neverMoreThanItsSizeAreOpenAndAllComeBackAfterFailures(Kind kind) throws Exception {
        try (var pool = Pool.of(3, connections::connect)) {
            try (var scope = TaskScope.open(Joiner.allWithFailures(), kind)) {
                for (int i = 0; i < 60; i++) {
                    int number = i;
                    scope.fork(
                            "task " + i,
                            () -> pool.with(c -> {
                                var name = c.use();
                                if (number % 3 == 0) {
                                    throw new IOException(name + " lost");
                                }
                                return name;
                            }));
                }
                var failed = scope.join().stream()
                        .filter(task -> task.state() == Task.State.FAILED)
                        .toList();
                assertEquals(20, failed.size());
            }
            assertEquals(0, pool.inUse());
            assertTrue(connections.mostOpen.get() <= 3, connections.mostOpen + " were open at once");
            assertTrue(connections.opened.get() >= 20, "each failure cost a connection: " + connections.opened);
            try (var a = pool.acquire(ofSeconds(0));
                    var b = pool.acquire(ofSeconds(0));
                    var c = pool.acquire(ofSeconds(0))) {
                assertEquals(3, List.of(a, b, c).size(), "all three can be had again");
            }
        }
        assertEquals(0, connections.open.get());
    }

    @Test
    void aFailureOfTheWorkReplacesTheResource() throws Exception {
        try (var pool = Pool.of(1, connections::connect)) {
            var failure = new IOException("reset");
            assertSame(
                    failure,
                    assertThrows(
                            IOException.class,
                            () -> pool.with(c -> {
                                throw failure;
                            })));
            assertEquals("c2", pool.with(Connections.Connection::use));
            try (var lease = pool.acquire()) {
                lease.discard();
            }
            assertEquals("c3", pool.with(Connections.Connection::use));
        }
    }

    @Test
    void aCheckDecidesAfterAFailureAndBeforeEachLease() throws Exception {
        try (var pool = Pool.of(1, connections::connect, c -> {
            if (!c.sound) {
                throw new IllegalArgumentException("a check that throws says no");
            }
            return true;
        })) {
            assertThrows(
                    IOException.class,
                    () -> pool.with(c -> {
                        throw new IOException("404, which is not the connection's fault");
                    }));
            assertEquals("c1", pool.with(Connections.Connection::use));
            pool.with(c -> c.sound = false); // breaks while it lies idle
            assertEquals("c2", pool.with(Connections.Connection::use));
        }
    }

    @Test
    void aFailureToOpenTakesNoPlace() throws Exception {
        try (var pool = Pool.of(1, () -> {
            if (connections.opened.get() < 2) {
                connections.opened.incrementAndGet();
                throw new IOException("refused");
            }
            return connections.connect();
        })) {
            assertThrows(IOException.class, pool::acquire);
            assertThrows(IOException.class, () -> pool.with(c -> c));
            assertEquals("c3", pool.with(Connections.Connection::use));
        }
    }

    @OnBothKinds
    void aWaitHasALimitAndSaysWhoHasThem(Kind kind) throws Exception {
        var pool = Pool.of(1, connections::connect, null, time);
        try (pool) {
            try (var lease = pool.acquire();
                    var scope = TaskScope.open(Joiner.allWithFailures(), kind)) {
                time.advance(ofSeconds(3));
                scope.fork("late", () -> pool.acquire(ofMillis(1500)));
                time.awaitTimers(1);
                time.advance(ofMillis(1500));
                var late = scope.join().getFirst().failure().orElseThrow();
                assertTrue(late instanceof TimeoutException, late.toString());
                var message = String.valueOf(late.getMessage());
                var start = "no resource became free within 1.5 s: 1 of 1 in use: by '"
                        + Thread.currentThread().getName() + "' for 4.5 s, at asynclab.PoolTest.aWaitHasALimit";
                assertTrue(message.startsWith(start), message);
                assertEquals("c1", lease.get().use());
            }
            assertEquals("0 of 1 in use", pool.toString());
        }
    }

    @OnBothKinds
    void anInterruptEndsTheWaitAndTakesNothing(Kind kind) throws Exception {
        try (var pool = Pool.of(1, connections::connect, null, time)) {
            try (var scope = TaskScope.open(Joiner.allWithFailures(), kind);
                    var lease = pool.acquire()) {
                var waits = scope.fork("waits", () -> pool.acquire(ofSeconds(1)));
                time.awaitTimers(1);
                waits.cancel();
                scope.join();
                assertEquals(Task.State.CANCELLED, waits.state());
                assertEquals(1, pool.inUse());
                assertEquals("c1", lease.get().use());
            }
            assertEquals("c1", pool.with(Connections.Connection::use));
        }
    }

    @OnBothKinds
    void whoComesFirstIsServedFirst(Kind kind) throws Exception {
        try (var pool = Pool.of(1, connections::connect, null, time)) {
            try (var scope = TaskScope.open(Joiner.allOrNothing(), kind)) {
                var lease = pool.acquire();
                for (int i = 0; i < 3; i++) {
                    var name = "task " + i;
                    var thread = new CompletableFuture<Thread>();
                    scope.fork(name, () -> {
                        thread.complete(Thread.currentThread());
                        try (var mine = pool.acquire(ofSeconds(1))) {
                            trail.add(name + " has " + mine.get().name);
                        }
                    });
                    time.awaitTimers(i + 1);
                    awaitParked(thread.join());
                }
                lease.close();
                scope.join();
            }
        }
        assertEquals(List.of("open c1", "task 0 has c1", "task 1 has c1", "task 2 has c1", "close c1"), trail.names());
    }

    @Test
    void aSizeBelowOneIsRefused() {
        var none = assertThrows(IllegalArgumentException.class, () -> Pool.of(0, connections::connect));
        assertEquals("size must be >= 1 resource, got 0", none.getMessage());
        assertFalse(trail.names().contains("open c1"));
    }

    private static void awaitParked(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }
}
