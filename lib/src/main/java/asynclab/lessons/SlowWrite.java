package asynclab.lessons;

import static asynclab.Lab.seconds;

import asynclab.exercise.Stage;

/** A change that takes its time, so that two of them can be seen to overlap, or not to. */
final class SlowWrite {
    private SlowWrite() {}

    static String on(Stage stage, String what) {
        try {
            stage.pause(what, seconds(0.1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // a transfer may throw nothing; its caller sees the flag
        }
        return what;
    }
}
