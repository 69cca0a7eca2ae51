package asynclab;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.OnBothKinds.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a pool and its leases end. */
class PoolClosingTest {
    private final Connections connections = new Connections();
    private final Trail trail = connections.trail;
    private final FakeTicker time = new FakeTicker();

    @Test
    void closesTheNewestFirst() throws Exception {
        try (var pool = Pool.of(2, connections::connect)) {
            try (var a = pool.acquire();
                    var b = pool.acquire()) {
                trail.add("use " + a.get().name + " " + b.get().name);
            }
        }
        assertEquals(List.of("open c1", "open c2", "use c1 c2", "close c2", "close c1"), trail.names());
    }

    @OnBothKinds
    void closeEndsTheWaitOfAll(Kind kind) throws Exception {
        var pool = Pool.of(1, connections::connect, null, time);
        var lease = pool.acquire();
        try (var scope = TaskScope.open(Joiner.allWithFailures(), kind)) {
            for (int i = 0; i < 3; i++) {
                scope.fork("waits " + i, () -> pool.acquire(ofSeconds(1)));
            }
            time.awaitTimers(3);
            var misuse = assertThrows(IllegalStateException.class, pool::close);
            assertTrue(misuse.toString().contains("closed while lent out: 1 of 1 in use: by '"), misuse.toString());
            for (var task : scope.join()) {
                assertTrue(task.failure().orElseThrow() instanceof IllegalStateException, task.toString());
            }
        }
        assertEquals(List.of("open c1"), trail.names(), "nothing is closed under its user's hands");
        lease.close();
        assertEquals(List.of("open c1", "close c1"), trail.names());
        pool.close();
        assertThrows(IllegalStateException.class, pool::acquire);
    }

    @Test
    void closeClosesAllEvenIfOneFails() throws Exception {
        var pool = Pool.of(2, connections::connect);
        try (var a = pool.acquire();
                var b = pool.acquire()) {
            b.get().sound = false;
            assertTrue(a.get().sound);
        }
        var failed = assertThrows(IllegalStateException.class, pool::close);
        assertEquals("closed, but 1 of 2 resources did not close", failed.getMessage());
        assertEquals("c2 is broken", failed.getSuppressed()[0].getMessage());
        assertEquals(0, connections.open.get());
    }

    @Test
    void aLeaseIsGivenBackOnceAndIsOfNoUseAfterwards() throws Exception {
        try (var pool = Pool.of(2, connections::connect)) {
            var lease = pool.acquire();
            lease.close();
            lease.close();
            assertEquals(0, pool.inUse());
            var misuse = assertThrows(IllegalStateException.class, lease::get);
            assertTrue(misuse.toString().contains("get() on a lease that was closed, at asynclab.PoolClosingTest"));
            assertThrows(IllegalStateException.class, lease::discard);
        }
    }
}
