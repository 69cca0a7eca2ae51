package asynclab.internal;

import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON by Jackson's streaming core: its writer and parser, without the data binding on top, which would cost ten times
 * the classes for objects of ten lines.
 */
public final class JsonText {
    /** JSON text that was found to be valid, to be written as it is. */
    public record Raw(String text) {}

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonText() {}

    /**
     * A value on one line.
     *
     * @throws IllegalArgumentException if it holds anything but maps, collections, text, numbers, booleans and null
     */
    public static String of(@Nullable Object value) {
        var text = new StringWriter();
        try (var generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(value, generator);
        }
        return text.toString();
    }

    /** A value as UTF-8 with a line end after it, in the context's form. */
    public static byte[] bytes(@Nullable Object value, ObjectWriteContext context) {
        var bytes = new ByteArrayOutputStream();
        try (var generator = FACTORY.createGenerator(context, bytes)) {
            write(value, generator);
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    /** The text, if it is one JSON value. */
    public static Optional<Raw> parse(String text) {
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            parser.skipChildren();
            return parser.nextToken() == null ? Optional.of(new Raw(text)) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty(); // not JSON is an answer like any other
        }
    }

    private static void write(@Nullable Object value, JsonGenerator to) {
        switch (value) {
            case null -> to.writeNull();
            case String text -> to.writeString(text);
            case Boolean truth -> to.writeBoolean(truth);
            case Integer number -> to.writeNumber(number);
            case Long number -> to.writeNumber(number);
            case Double number -> to.writeNumber(number);
            case Collection<?> list -> {
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
