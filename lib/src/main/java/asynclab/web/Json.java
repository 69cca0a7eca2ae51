package asynclab.web;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/**
 * JSON by Jackson's streaming core: its writer and parser, without the data binding on top, which would cost ten
 * times the classes for answers of ten lines.
 */
final class Json {
    /** JSON text that was found to be valid, to be written as it is. */
    record Raw(String text) {}

    private static final JsonFactory FACTORY = new JsonFactory();

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
        return write(value, INDENTED);
    }

    /** For streams: all on one line. */
    static byte[] line(Object value) {
        return write(value, ObjectWriteContext.empty());
    }

    /** The text, if it is one JSON value. */
    static Optional<Raw> parse(String text) {
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            parser.skipChildren();
            return parser.nextToken() == null ? Optional.of(new Raw(text)) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty(); // not JSON: an answer like any other, the echo shows the text instead
        }
    }

    private static byte[] write(Object value, ObjectWriteContext context) {
        var bytes = new ByteArrayOutputStream();
        try (var generator = FACTORY.createGenerator(context, bytes)) {
            write(value, generator);
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private static void write(@Nullable Object value, JsonGenerator to) {
        switch (value) {
            case null -> to.writeNull();
            case String text -> to.writeString(text);
            case Boolean truth -> to.writeBoolean(truth);
            case Integer number -> to.writeNumber(number);
            case Long number -> to.writeNumber(number);
            case Double number -> to.writeNumber(number);
            case List<?> list -> {
                to.writeStartArray();
                list.forEach(item -> write(item, to));
                to.writeEndArray();
            }
            case Map<?, ?> map -> {
                to.writeStartObject();
                map.forEach((name, item) -> {
                    to.writeName((String) name);
                    write(item, to);
                });
                to.writeEndObject();
            }
            case Raw raw -> {
                try (var parser = FACTORY.createParser(ObjectReadContext.empty(), raw.text())) {
                    parser.nextToken();
                    to.copyCurrentStructure(parser);
                }
            }
            default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
        }
    }
}
