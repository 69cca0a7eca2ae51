package asynclab.lessons;

/** Lesson 01, waiting: tell waiting from computing, predict sequential and concurrent time. */
public final class Lesson01 extends Lesson {
    private Lesson01() {
        super("01");
    }

    /** Opens the lesson: starts the practice web if it is not running yet and prints a line that all is ready. */
    public static Lesson01 open() {
        return new Lesson01();
    }
}
