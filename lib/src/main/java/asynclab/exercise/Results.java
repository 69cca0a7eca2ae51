package asynclab.exercise;

import asynclab.internal.Texts;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Judges what a trial gave. */
final class Results {
    private static final String RESULT = "result";
    private static final int LONGEST = 160;

    private Results() {}

    static Finding equal(@Nullable Object expected, @Nullable Object result) {
        if (Objects.deepEquals(expected, result)) {
            return Finding.held(RESULT, "The result is right: " + say(result) + ".");
        }
        return Finding.broken(RESULT, difference(expected, result) + guess(expected, result));
    }

    static <R> Finding fits(Class<R> type, String wanted, Predicate<? super R> fits, @Nullable Object result) {
        boolean right = type.isInstance(result) && fits.test(type.cast(result));
        return Finding.of(RESULT, right, "The result is " + say(result) + "; wanted: " + wanted + ".");
    }

    /** Two lists are compared place by place: nobody finds the one of twelve that differs. */
    private static String difference(@Nullable Object expected, @Nullable Object result) {
        if (expected instanceof List<?> wanted && result instanceof List<?> got && wanted.size() == got.size()) {
            for (int i = 0; i < wanted.size(); i++) {
                if (!Objects.deepEquals(wanted.get(i), got.get(i))) {
                    return "Number %d of the result is %s; wanted: %s."
                            .formatted(i + 1, say(got.get(i)), say(wanted.get(i)));
                }
            }
        }
        if (expected instanceof List<?> wanted && result instanceof List<?> got) {
            return "The result has %s; wanted: %d. It is %s."
                    .formatted(Texts.counted(got.size(), "element", "elements"), wanted.size(), say(result));
        }
        return "The result is %s; wanted: %s.".formatted(say(result), say(expected));
    }

    private static String guess(@Nullable Object expected, @Nullable Object result) {
        if (result == null && expected != null) {
            return " Was the value forgotten?";
        }
        if (expected instanceof List<?> wanted
                && result instanceof List<?> got
                && wanted.size() == got.size()
                && got.containsAll(wanted)) {
            return " The values are right, their order is not.";
        }
        return "";
    }

    static String say(@Nullable Object value) {
        String text;
        try {
            text = value instanceof String s ? "\"" + s + "\"" : String.valueOf(value);
        } catch (RuntimeException e) {
            text = "a value whose toString() throws " + e.getClass().getSimpleName();
        }
        return Texts.cut(text, LONGEST);
    }
}
