package asynclab.internal;

import asynclab.Picture;

/**
 * Where the library shows things. The notebook extension installs a screen that draws under the cell; without one,
 * pictures are printed as text. The door depends on this class and not on Jupyter's, so the library works in any program.
 *
 * <p>Safe for any thread.
 */
public interface Screen {
    /** Shows a picture once. */
    void show(Picture picture);

    /** Shows a picture that later calls to {@link Live#update} replace in place. */
    Live live(Picture first);

    /** A picture on the screen that can be replaced. */
    interface Live {
        /**
         * Replaces the picture, soon: a screen may skip a picture when a newer one follows within a moment. Cheap, and
         * does not wait for the screen.
         */
        void update(Picture picture);

        /** Replaces the picture for good, and returns when it is on the screen. It stays as a still picture. */
        default void end(Picture last) {
            update(last);
        }
    }

    /** The screen in use: the notebook's, or the terminal. */
    static Screen current() {
        return Screens.current;
    }

    /** Makes {@code screen} the one in use, for the notebook extension and for tests. */
    static void install(Screen screen) {
        Screens.current = screen;
    }
}
