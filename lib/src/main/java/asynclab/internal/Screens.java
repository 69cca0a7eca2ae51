package asynclab.internal;

import asynclab.Picture;

/** Holds the screen in use; an interface cannot have a mutable field. */
final class Screens {
    /** Set by the notebook extension when the kernel starts, read by any thread. */
    static volatile Screen current = new Terminal();

    private Screens() {}

    /** Prints the text form; an update prints again only if the text has changed. */
    private static final class Terminal implements Screen {
        @Override
        public void show(Picture picture) {
            System.out.println(picture.text());
        }

        @Override
        public Live live(Picture first) {
            show(first);
            return new Live() {
                private String last = first.text(); // guarded by this

                @Override
                public synchronized void update(Picture picture) {
                    if (!picture.text().equals(last)) {
                        last = picture.text();
                        show(picture);
                    }
                }
            };
        }
    }
}
