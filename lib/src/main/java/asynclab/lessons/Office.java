package asynclab.lessons;

import static asynclab.Lab.seconds;

import asynclab.exercise.Stage;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** The office of lesson 07, exercise q2: a database, and an index that needs it. Safe for any thread. */
public final class Office {
    /** What may go wrong in it. */
    enum Trouble {
        NONE,
        NO_INDEX,
        MISSING_WORD_AND_NO_CLOSE
    }

    /** What evidence calls the number of things that are open. */
    static final String LEVEL = "number of open things";

    private static final String UNFINDABLE = "cherry";

    private final Stage stage;
    private final Trouble trouble;
    private final List<String> wrongs = new CopyOnWriteArrayList<>();

    Office(Stage stage, Trouble trouble) {
        stage.counts("lookup");
        this.stage = stage;
        this.trouble = trouble;
    }

    /** Opens the database. */
    public Database database() {
        return new Database();
    }

    /**
     * Opens an index of the database. It writes to it when it is closed.
     *
     * @throws IOException if the index cannot be opened
     */
    public Index index(Database database) throws IOException {
        if (!database.isOpen()) {
            wrongs.add("the index was opened on a closed database");
        }
        if (trouble == Trouble.NO_INDEX) {
            throw new IOException("the index is damaged");
        }
        return new Index(database);
    }

    /** What was done in a wrong order, in the words of the card. */
    List<String> wrongs() {
        return List.copyOf(wrongs);
    }

    /** Something that is open until it is closed. */
    public abstract sealed class Thing implements AutoCloseable {
        private final AtomicBoolean closed = new AtomicBoolean();

        Thing() {
            stage.level(LEVEL).add(1);
        }

        /** Closes it. */
        @Override
        public abstract void close() throws IOException;

        boolean isOpen() {
            return !closed.get();
        }

        boolean shut() {
            boolean first = closed.compareAndSet(false, true);
            if (first) {
                stage.level(LEVEL).add(-1);
            }
            return first;
        }
    }

    /** A database. */
    public final class Database extends Thing {
        private Database() {}

        /** Closes it. Does nothing the second time. */
        @Override
        public void close() {
            shut();
        }
    }

    /** An index of the database, for many tasks at once. */
    public final class Index extends Thing {
        private final Database database;

        private Index(Database database) {
            this.database = database;
        }

        /**
         * Finds a word's page, which takes 0.2 s.
         *
         * @throws IOException if it is not there
         * @throws InterruptedException if interrupted meanwhile
         */
        public String find(String word) throws Exception {
            return stage.call(word, () -> {
                for (int step = 0; step < 4; step++) {
                    Thread.sleep(seconds(0.05));
                    if (!isOpen()) {
                        wrongs.add("the index was closed while \"" + word + "\" was looked up");
                        throw new IOException("the index is closed");
                    }
                    if (step == 1 && trouble == Trouble.MISSING_WORD_AND_NO_CLOSE && word.equals(UNFINDABLE)) {
                        throw new IOException("no such word: " + word);
                    }
                }
                return word + " is on page " + word.length();
            });
        }

        /**
         * Closes it: writes what it has learnt to the database. Does nothing the second time.
         *
         * @throws IOException if that fails; closed it is nevertheless
         */
        @Override
        public void close() throws IOException {
            if (!shut()) {
                return;
            }
            if (!database.isOpen()) {
                wrongs.add("the database was closed before its index");
            }
            if (trouble == Trouble.MISSING_WORD_AND_NO_CLOSE) {
                throw new IOException("the index could not be written");
            }
        }
    }
}
