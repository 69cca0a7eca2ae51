package asynclab.notebook;

import asynclab.Picture;
import asynclab.Showable;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.dflib.jjava.jupyter.kernel.display.Renderer;

/**
 * Tells JJava how values look that it would print with {@code toString}. What is not listed here stays as JJava has
 * it, strings and numbers among them.
 */
final class Renderers {
    private Renderers() {}

    static void register(Renderer renderer) {
        add(renderer, Showable.class, Showable::picture);
        add(renderer, Picture.class, picture -> picture); // a record, but not one to list the components of
        add(renderer, BufferedImage.class, Images::picture);
        add(renderer, Collection.class, Values::picture);
        add(renderer, Map.class, Values::picture);
        add(renderer, Record.class, Values::picture);
        add(renderer, Optional.class, Values::picture);
        add(renderer, Duration.class, Values::picture);
        add(renderer, Throwable.class, Values::picture);
        arrays(renderer);
        try {
            Tables.register(renderer);
        } catch (NoClassDefFoundError e) { // a class path without Tablesaw has no tables to show
            return;
        }
    }

    static <T> void add(Renderer renderer, Class<T> type, Function<T, Picture> look) {
        renderer.createRegistration(type)
                .preferring("text/html", "image/svg+xml", "image/png")
                .register((value, context) -> Bundles.addTo(context.getOutputContainer(), look.apply(value)));
    }

    /** JJava looks a value up by its class's ancestors, and those of {@code String[]} are Object and two markers. */
    private static void arrays(Renderer renderer) {
        renderer.createRegistration(Object.class).preferring("text/html").register((value, context) -> {
            if (value.getClass().isArray()) {
                Bundles.addTo(context.getOutputContainer(), Values.picture(value));
            }
        });
    }
}
