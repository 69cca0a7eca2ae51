package asynclab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.OnBothKinds.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Each mistake is found, and the message says what to do. */
class TaskScopeMisuseTest {
    @OnBothKinds
    void forkAfterJoin(Kind kind) throws Exception {
        try (var scope = TaskScope.open(Joiner.allOrNothing(), kind)) {
            scope.join();
            assertMistake("fork(\"x\") after join(). A scope is joined once", () -> scope.fork("x", () -> 1));
        }
    }

    @OnBothKinds
    void forkOrJoinAfterClose(Kind kind) {
        var scope = TaskScope.open(Joiner.allOrNothing(), kind.named("page 7"));
        scope.close();
        assertMistake("page 7: fork(\"x\") on a closed scope. Use a scope inside", () -> scope.fork("x", () -> 1));
        assertMistake("page 7: join() on a closed scope. Use a scope inside", scope::join);
        scope.close(); // again: nothing to do, nothing to say
    }

    @OnBothKinds
    void joinTwice(Kind kind) throws Exception {
        try (var scope = TaskScope.open(Joiner.allOrNothing(), kind)) {
            scope.join();
            assertMistake("join() after join(). A scope is joined once", scope::join);
        }
    }

    @OnBothKinds
    void aThreadThatIsNotTheOwner(Kind kind) throws Exception {
        try (var scope = TaskScope.open(Joiner.allWithFailures(), kind)) {
            var fork = scope.fork("fork", () -> scope.fork("x", () -> 1));
            var join = scope.fork("join", scope::join);
            var close = scope.fork("close", scope::close);
            scope.join();
            for (var task : List.of(fork, join, close)) {
                var mistake = assertInstanceOf(
                        WrongThreadException.class, task.failure().orElseThrow());
                var message = String.valueOf(mistake.getMessage());
                assertTrue(
                        message.contains(" on thread '" + task.name() + "', but only the thread that opened"), message);
                assertTrue(message.contains("'" + Thread.currentThread().getName() + "'"), message);
            }
        }
    }

    @OnBothKinds
    void getBeforeJoin(Kind kind) throws Exception {
        try (var scope = TaskScope.open(Joiner.allOrNothing(), kind)) {
            var task = scope.fork("user", () -> 7);
            assertMistake("get() of task 'user' before join(). Call join() on its scope first", task::get);
            scope.join();
            assertEquals(7, task.get());
        }
    }

    @OnBothKinds
    void closeWithoutJoin(Kind kind) {
        var thread = new AtomicReference<Thread>();
        var scope = TaskScope.open(Joiner.allOrNothing(), kind);
        scope.fork("endless", () -> {
            thread.set(Thread.currentThread());
            Thread.sleep(1_000_000);
        });
        assertMistake("closed before join(), which may have cut off 1 task. Call join()", scope::close);
        var left = thread.get(); // null if the interrupt came before its first instruction
        assertFalse(left != null && left.isAlive());
    }

    @OnBothKinds
    void aFailureInTheBlockStaysTheMainOne(Kind kind) {
        var main = new IOException("in the block");
        var thrown = assertThrows(IOException.class, () -> {
            try (var scope = TaskScope.open(Joiner.allOrNothing(), kind)) {
                scope.fork("endless", () -> Thread.sleep(1_000_000));
                throw main;
            }
        });
        assertSame(main, thrown);
        assertInstanceOf(IllegalStateException.class, thrown.getSuppressed()[0]);
    }

    @OnBothKinds
    void aScopeLeftOpenInATaskIsClosedAndFailsIt(Kind kind) {
        var child = new AtomicReference<Task<?>>();
        var failed = assertThrows(ExecutionException.class, () -> {
            try (var scope = TaskScope.open(Joiner.allOrNothing(), kind)) {
                scope.fork("parent", () -> {
                    var inner = TaskScope.open(Joiner.allOrNothing(), kind.named("forgotten"));
                    child.set(inner.fork("child", () -> Thread.sleep(1_000_000)));
                });
                scope.join();
            }
        });
        var message = String.valueOf(
                assertInstanceOf(IllegalStateException.class, failed.getCause()).getMessage());
        assertTrue(
                message.startsWith(
                        "task 'parent' ended with a scope inside it still open (task scope forgotten: open, "),
                message);
        assertTrue(message.endsWith("Open a scope in try (...), so that it closes with its block"), message);
        assertEquals(Task.State.CANCELLED, child.get().state());
    }

    @OnBothKinds
    void aScopeLeftOpenByAFailingTaskIsToldBesideItsFailure(Kind kind) {
        var failure = new IOException("real");
        var failed = assertThrows(ExecutionException.class, () -> {
            try (var scope = TaskScope.open(Joiner.allOrNothing(), kind)) {
                scope.fork("parent", () -> {
                    TaskScope.open(Joiner.allOrNothing(), kind);
                    throw failure;
                });
                scope.join();
            }
        });
        assertSame(failure, failed.getCause());
        assertInstanceOf(IllegalStateException.class, failure.getSuppressed()[0]);
    }

    @OnBothKinds
    void anOuterScopeClosedBeforeTheInnerOneClosesBoth(Kind kind) {
        var outer = TaskScope.open(Joiner.allOrNothing(), kind.named("outer"));
        var inner = TaskScope.open(Joiner.allOrNothing(), kind.named("inner"));
        var task = inner.fork("task", () -> Thread.sleep(1_000_000));
        assertMistake("outer: the scope ended with a scope inside it still open (task scope inner: open", outer::close);
        assertEquals(Task.State.CANCELLED, task.state());
        assertMistake("inner: fork(\"x\") on a closed scope", () -> inner.fork("x", () -> 1));
    }

    @Test
    void aBlankName() {
        try (var scope = TaskScope.open()) {
            var mistake = assertThrows(IllegalArgumentException.class, () -> scope.fork(" ", () -> 1));
            assertEquals("a task's name must not be blank: messages and timelines show it", mistake.getMessage());
        }
    }

    @Test
    void aNegativeTimeout() {
        var mistake = assertThrows(IllegalArgumentException.class, () -> TaskScope.within(Duration.ofSeconds(-1)));
        assertEquals("timeout must be 0 s or more, got -1 s", mistake.getMessage());
    }

    private static void assertMistake(String start, Executable executable) {
        var mistake = assertThrows(IllegalStateException.class, executable);
        var message = String.valueOf(mistake.getMessage());
        assertTrue(message.startsWith(start), message);
    }
}
