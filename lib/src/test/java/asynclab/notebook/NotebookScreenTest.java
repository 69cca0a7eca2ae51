package asynclab.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import asynclab.Picture;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NotebookScreenTest {
    private final List<String> trail = new ArrayList<>();
    private final Deque<Runnable> afterPause = new ArrayDeque<>();
    private String cell = "cell 1";

    private final NotebookScreen screen = new NotebookScreen(
            new NotebookScreen.Wire<String>() {
                @Override
                public String cell() {
                    return cell;
                }

                @Override
                public void display(String cell, Picture picture, @Nullable String id) {
                    trail.add(cell + (id == null ? " shows " : " begins ") + picture.text());
                }

                @Override
                public void update(String cell, Picture picture, String id) {
                    trail.add(cell + " updates " + picture.text());
                }
            },
            Runnable::run,
            afterPause::add);

    private void pause() {
        afterPause.remove().run();
    }

    @Test
    void aPictureIsSentBeforeShowReturns() {
        screen.show(Picture.of("a"));
        assertEquals(List.of("cell 1 shows a"), trail);
    }

    @Test
    void manyUpdatesInAMomentAreTheFirstAndTheLast() {
        var live = screen.live(Picture.of("0"));
        for (int i = 1; i <= 1000; i++) {
            live.update(Picture.of("" + i));
        }
        pause();
        pause();
        assertEquals(List.of("cell 1 begins 0", "cell 1 updates 1", "cell 1 updates 1000"), trail);
        assertTrue(afterPause.isEmpty(), "nothing to look at again");
    }

    @Test
    void anUpdateAfterAQuietPauseIsSentAtOnce() {
        var live = screen.live(Picture.of("0"));
        live.update(Picture.of("1"));
        pause();
        live.update(Picture.of("2"));
        assertEquals(List.of("cell 1 begins 0", "cell 1 updates 1", "cell 1 updates 2"), trail);
    }

    @Test
    void theLastPictureIsSentAtOnceAndStays() {
        var live = screen.live(Picture.of("0"));
        live.update(Picture.of("1"));
        live.update(Picture.of("2"));
        live.end(Picture.of("end"));
        live.end(Picture.of("again"));
        live.update(Picture.of("late"));
        pause();
        assertEquals(List.of("cell 1 begins 0", "cell 1 updates 1", "cell 1 updates end"), trail);
    }

    @Test
    void aLiveViewStaysWithTheCellItBeganIn() {
        var live = screen.live(Picture.of("0"));
        cell = "cell 2";
        live.update(Picture.of("1"));
        screen.show(Picture.of("x"));
        assertEquals(List.of("cell 1 begins 0", "cell 1 updates 1", "cell 2 shows x"), trail);
    }

    @Test
    void anInterruptedThreadStillShowsItsPicture() {
        Thread.currentThread().interrupt();
        screen.show(Picture.of("a"));
        assertTrue(Thread.interrupted(), "the flag is kept");
        assertEquals(List.of("cell 1 shows a"), trail);
    }
}
