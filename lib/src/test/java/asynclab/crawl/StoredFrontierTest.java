package asynclab.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.http.FetchException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredFrontierTest extends FrontierContract {
    private Instant wall = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    private Path folder;

    @Override
    Frontier open() throws IOException {
        return StoredFrontier.open(folder.resolve("state"), new MemoryFrontier(1, now::get), () -> wall);
    }

    @Test
    void openedAgainItGoesOnWhereItWas() throws Exception {
        frontier.offer(List.of(link("/a"), link("/b?y=2&x=1"), link("/c")));
        done(take());
        var lost = take(); // never ended: as after a kill
        frontier.close();
        frontier = open();
        assertEquals(new Counts(2, 0, 1, 1), frontier.counts());
        assertEquals(0, frontier.offer(List.of(link("/a"), link("/b?x=1&y=2"))));
        assertEquals(lost, take());
    }

    @Test
    void whatFailedForAPassingReasonIsTriedAgainByTheNextRun() throws Exception {
        frontier.offer(List.of(link("/a"), link("/b"), link("/c")));
        ends(new Outcome.Failed(Kind.TIMEOUT, ""));
        ends(new Outcome.HttpError(404));
        ends(new Outcome.Refused(Outcome.Reason.PARKED, ""));
        assertTrue(frontier.counts().isFinished());
        frontier.close();
        frontier = open();
        assertEquals(new Counts(2, 0, 1, 0), frontier.counts());
        var lines = new ArrayList<String>();
        ((StoredFrontier) frontier).export(lines::add);
        assertEquals(1, lines.size());
        assertTrue(lines.getFirst().contains("404"), lines::toString);
    }

    @Test
    void aHostThatAskedToBeLeftAloneStillIsAfterARestart() throws Exception {
        frontier.offer(List.of(link("/a")));
        frontier.block("site.example:80", Duration.ofSeconds(60));
        reopenAfter(Duration.ofSeconds(20));
        advance(39);
        assertTrue(none());
        advance(2);
        frontier.giveBack(take());
        reopenAfter(Duration.ofSeconds(41));
        take();
    }

    @Test
    void aClockThatWasSetBackKeepsAHostClosedForAnHourAtMost() throws Exception {
        frontier.offer(List.of(link("/a")));
        frontier.block("site.example:80", Duration.ofSeconds(60));
        reopenAfter(Duration.ofDays(-10));
        advance(3_599);
        assertTrue(none());
        advance(2);
        take();
    }

    @Test
    void aSecondOneOnTheSameFileIsRefused() {
        var refused = assertThrows(IOException.class, () -> StoredFrontier.open(folder.resolve("state"), 1));
        assertTrue(refused.toString().contains("in use"), refused::toString);
    }

    @Test
    void whatIsNoFrontierIsRefusedAndLeftAsItWas() throws Exception {
        Path file = folder.resolve("other");
        Files.writeString(file, "a diary, and not a database at all; long enough to be looked at closely".repeat(20));
        String before = Files.readString(file);
        assertThrows(IOException.class, () -> StoredFrontier.open(file, 1));
        assertThrows(IOException.class, () -> StoredFrontier.open(folder.resolve("no/such/folder"), 1));
        assertEquals(before, Files.readString(file));
    }

    @Test
    void anInterruptStopsNoWriteAndIsSeenAfterIt() throws Exception {
        Thread.currentThread().interrupt();
        frontier.offer(List.of(link("/a")));
        assertTrue(Thread.interrupted());
        assertEquals(1, frontier.counts().waiting());
    }

    private void reopenAfter(Duration time) throws Exception {
        frontier.close();
        wall = wall.plus(time);
        frontier = open();
    }

    private void ends(Outcome outcome) throws Exception {
        var lease = take();
        frontier.done(lease, new Visit(lease.link(), outcome, 1, Instant.EPOCH, Duration.ZERO, 0));
    }
}
