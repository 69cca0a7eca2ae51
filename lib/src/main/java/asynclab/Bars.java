package asynclab;

import asynclab.internal.BarsPicture;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Numbers with names, as bars beside each other.
 *
 * {@snippet :
 * show(Bars.of("pages by depth", Map.of("0", 1, "1", 3)));
 * }
 *
 * <p>Immutable.
 */
public final class Bars implements Showable {
    private final String title;
    private final Map<String, Double> values;

    private Bars(String title, Map<String, Double> values) {
        this.title = title;
        this.values = values;
    }

    /**
     * A bar for each value, in the map's order. More than 40 are not drawn, and the picture says how many are missing.
     *
     * @throws IllegalArgumentException if a value is negative or no number
     */
    public static Bars of(String title, Map<String, ? extends Number> values) {
        var copy = new LinkedHashMap<String, Double>();
        values.forEach((name, value) -> {
            if (!(value.doubleValue() >= 0 && value.doubleValue() < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("bars must be 0 or more, got " + value + " for " + name);
            }
            copy.put(name, value.doubleValue());
        });
        return new Bars(title, Collections.unmodifiableMap(copy));
    }

    @Override
    public Picture picture() {
        return BarsPicture.of(title, values);
    }

    /** The title and the longest bar, in one sentence. */
    @Override
    public String toString() {
        return BarsPicture.sentence(title, values);
    }
}
