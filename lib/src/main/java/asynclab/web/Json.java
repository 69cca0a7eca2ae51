package asynclab.web;

import asynclab.internal.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/** The practice web's answers in JSON. */
final class Json {
    private static final Separators SEPARATORS = Separators.createDefaultInstance()
            .withObjectNameValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n"); // on every system: answers are bytes

    private static final ObjectWriteContext INDENTED = new ObjectWriteContext.Base() {
        @Override
        public PrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter(SEPARATORS).withObjectIndenter(LINES); // keeps its depth: one a document
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    };

    private Json() {}

    /** An object from names and values by turns, in this order. */
    static Map<String, @Nullable Object> object(Object... namesAndValues) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    static Answer answer(Map<String, @Nullable Object> object) {
        return Answer.of("application/json", indented(object));
    }

    /** For people: one value a line. */
    static byte[] indented(Object value) {
        return JsonText.bytes(value, INDENTED);
    }

    /** For streams: all on one line. */
    static byte[] line(Object value) {
        return JsonText.bytes(value, ObjectWriteContext.empty());
    }

    /** The text, if it is one JSON value. */
    static Optional<JsonText.Raw> parse(String text) {
        return JsonText.parse(text);
    }
}
