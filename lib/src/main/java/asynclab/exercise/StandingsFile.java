package asynclab.exercise;

import asynclab.exercise.Standings.Standing;
import java.io.IOException;
import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The file of standings: an object by exercise, by Jackson's streaming core. */
final class StandingsFile {
    private static final JsonFactory JSON = new JsonFactory();

    private StandingsFile() {}

    /** @throws IOException if it is no file of standings */
    static Map<String, Standing> read(String text) throws IOException {
        var all = new TreeMap<String, Standing>();
        try (var parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            expect(parser.nextToken() == JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var exercise = parser.currentName();
                expect(parser.nextToken() == JsonToken.START_OBJECT);
                all.put(exercise, standing(parser));
            }
            expect(parser.currentToken() == JsonToken.END_OBJECT);
            return all;
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            throw new IOException("not a file of standings: " + e.getMessage(), e);
        }
    }

    private static Standing standing(JsonParser parser) throws IOException {
        var best = Verdict.NOT_ATTEMPTED;
        int checks = 0;
        int failed = 0;
        var at = Instant.EPOCH;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "best" -> best = Verdict.valueOf(parser.getString());
                case "checks" -> checks = parser.getIntValue();
                case "failed" -> failed = parser.getIntValue();
                case "at" -> at = Instant.parse(parser.getString());
                default -> parser.skipChildren(); // of a later version of the course
            }
        }
        expect(parser.currentToken() == JsonToken.END_OBJECT);
        return new Standing(best, checks, failed, at);
    }

    static String write(Map<String, Standing> all) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            all.forEach((exercise, standing) -> {
                json.writeName(exercise).writeStartObject();
                json.writeStringProperty("best", standing.best().name());
                json.writeNumberProperty("checks", standing.checks());
                json.writeNumberProperty("failed", standing.failed());
                json.writeStringProperty("at", standing.at().toString());
                json.writeEndObject();
            });
            json.writeEndObject();
        }
        return text + "\n";
    }

    private static void expect(boolean condition) throws IOException {
        if (!condition) {
            throw new IOException("not a file of standings");
        }
    }
}
