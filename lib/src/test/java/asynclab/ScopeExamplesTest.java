package asynclab;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** The examples of the javadoc, compiled and run. */
class ScopeExamplesTest {
    @Test
    void taskScopeAndTask() throws Exception {
        try (var scope = TaskScope.within(ofSeconds(2))) {
            var user = scope.fork("user", () -> fetchUser(7));
            var posts = scope.fork("posts", () -> fetchPosts(7));
            scope.join();
            assertEquals("user 7 posts of 7", user.get() + posts.get());
            assertTrue(user.elapsed().isPositive());
        }
    }

    @Test
    void joiner() throws Exception {
        try (var scope = TaskScope.open(Joiner.<String>any())) {
            scope.fork("mirror 1", () -> fetchUser(1));
            scope.fork("mirror 2", () -> fetchUser(2));
            String first = scope.join();
            assertTrue(first.startsWith("user "));
        }
    }

    @Test
    void settings() throws Exception {
        try (var scope = TaskScope.open(
                Joiner.<String>any(), with -> with.withName("mirrors").withTimeout(ofSeconds(2)))) {
            scope.fork("mirror", () -> fetchUser(1));
            assertEquals("user 1 ", scope.join());
            assertTrue(scope.toString().startsWith("task scope mirrors: joined, 1 of 1 task ended"), scope.toString());
        }
    }

    @Test
    void deadline() throws InterruptedException, TimeoutException, ExecutionException {
        var deadline = Deadline.in(ofSeconds(2));
        try (var scope = TaskScope.until(deadline)) {
            scope.fork("user", () -> fetchUser(7));
            scope.join();
        }
        assertTrue(deadline.remaining().compareTo(ofSeconds(2)) < 0);
    }

    @Test
    void timings() throws Exception {
        var timings = Timings.named("downloads");
        String page = timings.timed("fetch", () -> fetchUser(7));
        assertEquals("user 7 ", page);
        assertTrue(timings.of("fetch").orElseThrow().p99().isPositive());
    }

    private static String fetchUser(int id) {
        return "user " + id + " ";
    }

    private static String fetchPosts(int id) {
        return "posts of " + id;
    }
}
