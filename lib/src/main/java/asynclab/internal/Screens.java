package asynclab.internal;

import asynclab.Picture;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Holds the screen in use; an interface cannot have a mutable field. */
final class Screens {
    /** Set by the notebook extension when the kernel starts, read by any thread. */
    static volatile Screen current = new Terminal(System.out::println, System::nanoTime);

    private Screens() {}

    /** Prints the text form; a live picture prints again only when its text has changed, and not every moment. */
    static final class Terminal implements Screen {
        /** A terminal cannot take a line back: ten updates a second would scroll everything else away. */
        private static final long PAUSE = Duration.ofSeconds(5).toNanos();

        private final Consumer<String> out;
        private final LongSupplier nanoTime;

        Terminal(Consumer<String> out, LongSupplier nanoTime) {
            this.out = out;
            this.nanoTime = nanoTime;
        }

        @Override
        public void show(Picture picture) {
            out.accept(picture.text());
        }

        @Override
        public Live live(Picture first) {
            show(first);
            return new Live() {
                private String last = first.text(); // guarded by this
                private long lastTime = nanoTime.getAsLong(); // guarded by this

                @Override
                public synchronized void update(Picture picture) {
                    if (nanoTime.getAsLong() - lastTime >= PAUSE) {
                        end(picture);
                    }
                }

                @Override
                public synchronized void end(Picture picture) {
                    if (!picture.text().equals(last)) {
                        last = picture.text();
                        lastTime = nanoTime.getAsLong();
                        show(picture);
                    }
                }
            };
        }
    }
}
