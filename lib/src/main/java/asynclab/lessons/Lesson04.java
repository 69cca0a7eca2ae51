package asynclab.lessons;

/** Lesson 04, futures: complete, compose, combine, recover; what a future does not do. */
public final class Lesson04 extends Lesson {
    Lesson04() {
        super("04");
    }

    /** Opens the lesson: starts the practice web if it is not running yet and prints a line that all is ready. */
    public static Lesson04 open() {
        return opened(new Lesson04());
    }
}
