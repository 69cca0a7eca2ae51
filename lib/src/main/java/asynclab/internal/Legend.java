package asynclab.internal;

import asynclab.Timeline;
import asynclab.Timeline.Outcome;
import asynclab.Timeline.State;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Names the colours, textures and shapes of a picture: those it uses and no others. */
final class Legend {
    private static final double LINE = 20;
    private static final double SWATCH = 22;
    /** A stretch shorter than this part of the whole is about a pixel wide: not worth a name. */
    private static final long VISIBLE = 400;

    private static final Type TYPE = Type.SMALL.in(Colour.INK).sized(11.5);

    private final List<Item> items = new ArrayList<>();
    private final double width;

    Legend(Timeline timeline, double width) {
        this.width = width;
        var states = EnumSet.noneOf(State.class);
        var outcomes = EnumSet.noneOf(Outcome.class);
        Stream.concat(Stream.of(timeline.main()), timeline.tasks().stream()).forEach(row -> {
            outcomes.add(row.outcome());
            row.segments().stream()
                    .filter(segment -> segment.length().toNanos() * VISIBLE
                            >= timeline.total().toNanos())
                    .forEach(segment -> states.add(segment.state()));
        });
        states.remove(State.UNKNOWN); // the arrow of its outcome says the same
        outcomes.remove(Outcome.SUCCEEDED);
        states.forEach(state -> items.add(new Item(state.words(), state, Outcome.SUCCEEDED)));
        outcomes.forEach(outcome -> items.add(new Item(outcome.words(), State.UNKNOWN, outcome)));
    }

    /** How high it will be. */
    double height() {
        return LINE * place(null, 0);
    }

    /** Draws it with its upper edge at {@code top}. */
    void draw(Scene scene, double top) {
        place(scene, top);
    }

    private int place(@Nullable Scene scene, double top) {
        double x = 20;
        int line = 1;
        for (Item item : items) {
            double room = SWATCH + 6 + TYPE.width(item.words()) + 16;
            if (x + room > width && x > 20) {
                x = 20;
                line++;
            }
            if (scene != null) {
                item.draw(scene, x, top + LINE * line - 6);
            }
            x += room;
        }
        return items.isEmpty() ? 0 : line;
    }

    private record Item(String words, State state, Outcome outcome) {
        void draw(Scene scene, double x, double baseline) {
            if (outcome == Outcome.SUCCEEDED) {
                scene.add(new Shape.Box(x, baseline - 10, SWATCH, 12, 2, Look.fill(state), true, ""));
            } else {
                Look.mark(scene, outcome, x + SWATCH / 2, baseline - 4, 11);
            }
            scene.label(x + SWATCH + 6, baseline, words, TYPE);
        }
    }
}
