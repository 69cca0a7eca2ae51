package asynclab.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class WhereTest {
    @Test
    void aCellsOwnLineComesBeforeTheLibrarys() {
        var stack = List.of(
                new StackTraceElement("java.lang.Thread", "sleep", "Thread.java", 509),
                new StackTraceElement("asynclab.TaskScope", "fork", "TaskScope.java", 90),
                new StackTraceElement("REPL.$JShell$12", "breakfast", "cell 4", 3));
        assertEquals("breakfast, cell 4, line 3", Where.in(stack));
    }

    @Test
    void aLambdaIsCalledByTheMethodItIsIn() {
        assertEquals("breakfast, cell 4, line 4", Where.in(cell("lambda$breakfast$0", 4)));
        assertEquals("cell 4, line 2", Where.in(cell("lambda$do_it$$1", 2)));
        assertEquals("cell 4, line 1", Where.in(cell("do_it$", 1)));
    }

    @Test
    void theLinesThatJShellCountsAreNotSaid() {
        var frame = new StackTraceElement("REPL.$JShell$12", "breakfast", "$JShell$12.java", 17);
        assertEquals("breakfast", Where.in(List.of(frame)));
    }

    @Test
    void withoutTheAnswersOwnTheInnermostIsNamed() {
        assertEquals("Thread.sleep", Where.in(List.of(new StackTraceElement("java.lang.Thread", "sleep", null, 509))));
        assertEquals("", Where.in(List.of()));
    }

    @Test
    void virtualThreadsAreReadFromADump() {
        var dump = """
                #23 "lab-web-3" virtual WAITING 2026-11-21T14:58:34.4Z
                    at java.base/java.lang.VirtualThread.park(VirtualThread.java:742)

                #25 "loser" virtual WAITING 2026-11-21T14:58:34.4Z
                    at java.base/java.lang.VirtualThread.park(VirtualThread.java:742)
                    - parking to wait for <java.util.concurrent.locks.ReentrantLock$NonfairSync@19d481b>
                    at java.base/java.util.concurrent.locks.LockSupport.park(LockSupport.java:221)
                    at REPL.$JShell$7.race($JShell$7.java:5)

                #28 "" virtual TIMED_WAITING 2026-11-21T14:58:34.4Z
                    at java.base/java.lang.Thread.sleep(Thread.java:540)
                """.lines().toList();
        assertEquals(
                "[\"loser\" (waiting in race, line 5), \"thread 28\" (waiting in Thread.sleep)]",
                Dump.read(dump, 20).toString());
        assertEquals(
                "[\"thread 28\" (waiting in Thread.sleep)]", Dump.read(dump, 25).toString());
    }

    private static List<StackTraceElement> cell(String method, int line) {
        return List.of(new StackTraceElement("REPL.$JShell$12", method, "cell 4", line));
    }
}
