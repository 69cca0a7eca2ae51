package asynclab.lessons;

import static asynclab.Lab.seconds;

import asynclab.exercise.Stage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Photos of lesson 09, exercise q1, that take a while to develop, and the album they go into. Safe for any thread. */
public final class Photos {
    /** What evidence calls how far the developing is ahead. */
    static final String LEVEL = "number of photos ahead of the album";

    static final int COUNT = 20;

    /** What is noted when the album has become full. */
    static final String FULL = "the album's last photo";

    private static final int SLOW = 4;
    private static final Duration LONG = seconds(1.5);

    private final Stage stage;
    private final int slowFrom;

    /** @param slowFrom four from this number on take 1.5 s, longer than anybody waits */
    Photos(Stage stage, int slowFrom) {
        stage.counts("photo");
        this.stage = stage;
        this.slowFrom = slowFrom;
    }

    /** How many there are; their numbers begin at 0. */
    public int count() {
        return COUNT;
    }

    /**
     * Develops one, which takes 0.05 s, and every fifth 0.2 s.
     *
     * @throws InterruptedException if interrupted meanwhile
     */
    public String develop(int number) throws InterruptedException {
        stage.level(LEVEL).add(1);
        boolean slow = number >= slowFrom && number < slowFrom + SLOW;
        var length = slow ? LONG : seconds(number % 5 == 0 ? 0.2 : 0.05);
        stage.pause("photo " + number, length);
        return "photo " + number;
    }

    /** An album that takes so many photos. */
    Album album(int room) {
        return new Album(room);
    }

    /** Takes photos one by one. */
    public final class Album {
        private final int room;
        private final List<String> photos = new CopyOnWriteArrayList<>();

        private Album(int room) {
            this.room = room;
        }

        /** Puts a photo in and tells whether there is room for another one. */
        public boolean add(String photo) {
            photos.add(photo);
            stage.level(LEVEL).add(-1);
            boolean more = photos.size() < room;
            if (!more) {
                stage.note(FULL);
            }
            return more;
        }

        List<String> photos() {
            return List.copyOf(photos);
        }
    }
}
