package asynclab.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.Joiner;
import asynclab.TaskScope;
import asynclab.internal.LiveScopes.LiveScope;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LiveScopesTest {
    private static Optional<LiveScope> named(String name) {
        return LiveScopes.all().stream()
                .filter(scope -> scope.name().equals(name))
                .findFirst();
    }

    @Test
    void anOpenScopeIsKnownWithItsOwnerAndTheTasksThatHaveNotEnded() throws Exception {
        var over = new CountDownLatch(1);
        try (var scope = TaskScope.open(Joiner.allOrNothing(), with -> with.withName("pages"))) {
            scope.fork("short", () -> 1);
            scope.fork("long", () -> {
                over.await();
                return 2;
            });
            var live = named("pages").orElseThrow();
            assertEquals(Thread.currentThread(), live.owner());
            while (live.threads().size() > 1) {
                Thread.onSpinWait(); // the short one is about to end
            }
            assertEquals(
                    List.of("long"),
                    live.threads().stream().map(Thread::getName).toList());
            over.countDown();
            scope.join();
        }
        assertTrue(named("pages").isEmpty());
    }

    @Test
    void aScopeThatNobodyClosedIsForgottenOnceItsOwnerIsGone() throws InterruptedException {
        var open = new CountDownLatch(1);
        var owner = Thread.ofPlatform().start(() -> {
            TaskScope.open(Joiner.allOrNothing(), with -> with.withName("forgotten"));
            open.countDown();
        });
        open.await();
        owner.join();
        assertFalse(named("forgotten").isPresent());
    }
}
