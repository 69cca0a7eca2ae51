package asynclab.crawl;

import asynclab.Picture;
import asynclab.internal.Screen;
import java.io.PrintStream;
import java.time.Duration;

/**
 * A line at the bottom of a terminal that is written over, or a line every five seconds where nothing can be written over.
 * Safe for any thread.
 */
final class TerminalBar implements Screen {
    private static final long PAUSE = Duration.ofSeconds(5).toNanos();
    private static final int WIDTH = 110; // a longer line would wrap, and could not be taken back
    private static final String CLEAR = "\r\u001B[K";

    private final PrintStream to;
    private final boolean over;

    TerminalBar(PrintStream to, boolean over) {
        this.to = to;
        this.over = over;
    }

    @Override
    public void show(Picture picture) {
        to.println(picture.text());
    }

    @Override
    public Live live(Picture first) {
        return new Live() {
            private long last = System.nanoTime() - PAUSE; // guarded by this

            @Override
            public synchronized void update(Picture picture) {
                String text = picture.text();
                if (over) {
                    to.print(CLEAR + text.substring(0, Math.min(text.length(), WIDTH)));
                    to.flush();
                } else if (System.nanoTime() - last >= PAUSE) {
                    last = System.nanoTime();
                    to.println(text);
                }
            }

            @Override
            public synchronized void end(Picture picture) {
                to.println((over ? CLEAR : "") + picture.text());
            }
        };
    }
}
