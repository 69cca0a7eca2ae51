package asynclab.lessons;

/** Lesson 00, start here: run, interrupt, restart, read a timeline. */
public final class Lesson00 extends Lesson {
    Lesson00() {
        super("00");
    }

    /** Opens the lesson: starts the practice web if it is not running yet and prints a line that all is ready. */
    public static Lesson00 open() {
        return opened(new Lesson00());
    }
}
