package asynclab.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScopeDumpTest {
    private static final String FLOCK = "/jdk.internal.misc.ThreadFlock$ThreadContainerImpl@";

    @TempDir
    Path folder;

    @Test
    void aTaskOwnsTheScopeThatItOpened() throws IOException {
        var dump = folder.resolve("dump.json");
        Files.writeString(dump, """
                {"threadDump": {"formatVersion": 2, "time": "now", "threadContainers": [
                  {"container": "<root>", "parent": null, "owner": null, "threads": [], "threadCount": "0"},
                  {"container": "report%1$s1", "parent": "<root>", "owner": "3", "threads": [
                    {"tid": "23", "virtual": true, "name": "", "state": "WAITING", "stack": [
                      "java.base/java.lang.VirtualThread.park(VirtualThread.java:742)",
                      "java.base/java.util.concurrent.locks.LockSupport.park(LockSupport.java:221)",
                      "java.base/java.util.concurrent.StructuredTaskScopeImpl.join(StructuredTaskScopeImpl.java:1)"]}]},
                  {"container": "prices%1$s2", "parent": "report%1$s1", "owner": "23", "threads": [
                    {"tid": "25", "name": "shop", "state": "TIMED_WAITING", "stack": []}]}]}}
                """.formatted(FLOCK));
        assertEquals("""
                scope report, opened by thread #3
                  thread #23, waiting in java.util.concurrent.StructuredTaskScopeImpl.join
                    scope prices, opened by thread #23
                      thread #25 shop, timed waiting""", ScopeDump.read(dump).picture().text());
    }

    @Test
    void withoutScopesItSaysSo() throws IOException {
        assertEquals("No scope of the JDK is open.", ScopeDump.now().picture().text());
    }
}
