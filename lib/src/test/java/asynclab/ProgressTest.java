package asynclab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.internal.Screen;
import asynclab.internal.Updater;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final List<String> trail = new ArrayList<>();
    private long now;
    private @Nullable Updater updater;

    private final Screen screen = new Screen() {
        @Override
        public void show(Picture picture) {
            trail.add("show " + picture.text());
        }

        @Override
        public Live live(Picture first) {
            trail.add("live " + first.text());
            return new Live() {
                @Override
                public void update(Picture picture) {
                    trail.add("update " + picture.text());
                }

                @Override
                public void end(Picture last) {
                    trail.add("end " + last.text());
                }
            };
        }
    };

    private Progress progress(@Nullable Long total) {
        return new Progress("pages", total, () -> now, screen, (source, live) -> {
            var made = new Updater(source, live);
            updater = made;
            return made;
        });
    }

    private boolean look() {
        return updater != null && updater.look();
    }

    private void at(double seconds) {
        now = (long) (seconds * 1e9);
    }

    @Test
    void showsPercentCountPaceElapsedAndTimeLeft() {
        try (var progress = progress(100L)) {
            progress.advance(40);
            progress.count("failed");
            progress.count("failed");
            progress.count("empty");
            at(1.25);
            assertTrue(look());
        }
        assertEquals(
                List.of(
                        "live pages, 0 % [........................] · 0 of 100 · 0 s so far",
                        "update pages, 40 % [#########...............] · 40 of 100 · 32 a second · 1.25 s so far"
                                + " · about 1.88 s left · 1 empty · 2 failed",
                        "end pages, stopped at 40 % [#########...............] · 40 of 100 · 32 a second"
                                + " · 1.25 s in all · 1 empty · 2 failed"),
                trail);
    }

    @Test
    void anUnknownTotalHasNeitherPercentNorTimeLeft() {
        try (var progress = progress(null)) {
            progress.advance(50);
            at(2);
            look();
            assertEquals(OptionalLong.empty(), progress.total());
            assertFalse(progress.picture().forms().getOrDefault("text/html", "").contains("<progress"));
        }
        assertEquals("update pages, running · 50 · 25 a second · 2 s so far", trail.get(1));
        assertEquals("end pages, ended · 50 · 25 a second · 2 s in all", trail.get(2));
    }

    @Test
    void nothingIsSentWhileNothingChanges() {
        progress(10L);
        look();
        look();
        assertEquals(2, trail.size(), trail.toString());
    }

    @Test
    void theWorkFailsAndThePictureStaysWithTheFinalNumbers() {
        assertThrows(IllegalStateException.class, () -> {
            try (var progress = progress(4L)) {
                progress.advance();
                throw new IllegalStateException("the work failed");
            }
        });
        assertTrue(trail.getLast().startsWith("end pages, stopped at 25 %"), trail.getLast());
    }

    @Test
    void aFinishedOneSaysDone() {
        try (var progress = progress(4L)) {
            progress.advance(4);
        }
        assertTrue(trail.getLast().startsWith("end pages, done, 100 %"), trail.getLast());
    }

    @Test
    void percentIsRoundedDownSoThat100MeansAll() {
        var progress = progress(1000L);
        progress.advance(999);
        assertTrue(progress.picture().text().startsWith("pages, 99 %"));
    }

    @Test
    void moreThanTheTotalAndATotalOfNothingAre100Percent() {
        var over = progress(10L);
        over.advance(12);
        assertTrue(
                over.picture().text().contains("100 % [########################] · 12 of 10"),
                over.picture().text());
        assertTrue(progress(0L).picture().text().startsWith("pages, 100 %"));
    }

    @Test
    void afterCloseNothingChangesAnyMore() {
        var progress = progress(10L);
        progress.advance(5);
        progress.close();
        progress.advance();
        progress.count("late");
        at(99);
        progress.close();
        assertFalse(look(), "the updater has nothing more to look at");
        assertEquals(5, progress.done());
        assertEquals(Map.of(), progress.counts());
        assertEquals(2, trail.size(), trail.toString());
        assertTrue(progress.picture().text().endsWith("0 s in all")
                || progress.picture().text().contains("5 of 10"));
    }

    @Test
    void tenThousandTasksAdvanceAndNoneIsLost() {
        var progress = progress(10_000L);
        try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10_000; i++) {
                tasks.execute(() -> {
                    progress.advance();
                    progress.count("seen");
                });
            }
        }
        assertEquals(10_000, progress.done());
        assertEquals(Map.of("seen", 10_000L), progress.counts());
    }

    @Test
    void markupInNamesIsEscapedInHtmlAndSvg() {
        var progress = new Progress("<b>&\n", 1L, () -> now, screen, Updater::new);
        progress.count("<i>");
        for (var form : List.of("text/html", "image/svg+xml")) {
            var drawn = progress.picture().forms().getOrDefault(form, "");
            assertTrue(drawn.contains("&lt;b&gt;&amp;") && drawn.contains("&lt;i&gt;"), drawn);
            assertFalse(drawn.contains("<b>") || drawn.contains("<i>"), drawn);
        }
    }

    @Test
    void impossibleNumbersAreRefused() {
        assertEquals(
                "total must be >= 0, got -5; if it is not known, use Progress.of(\"pages\")",
                assertThrows(IllegalArgumentException.class, () -> Progress.of("pages", -5))
                        .getMessage());
        var progress = progress(1L);
        assertEquals(
                "steps must be >= 0, got -1: progress does not go back",
                assertThrows(IllegalArgumentException.class, () -> progress.advance(-1))
                        .getMessage());
    }

    @Test
    void theUpdatersThreadEndsWithClose() throws InterruptedException {
        var progress = new Progress("pages", 1L, System::nanoTime, screen, Updater::start);
        var thread = liveViewThread();
        progress.close();
        assertTrue(thread.join(Duration.ofSeconds(20)), "still alive");
    }

    private static Thread liveViewThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("asynclab-live-view"))
                .findFirst()
                .orElseThrow();
    }
}
