package asynclab.kernel;

import java.util.List;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.shaded.com.google.gson.Gson;
import org.dflib.jjava.shaded.com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What a request is answered with. JJava's own classes for it lack fields that the protocol asks for.
 *
 * @see <a href="https://jupyter-client.readthedocs.io/en/stable/messaging.html">Messaging in Jupyter</a>
 */
record Reply(MessageType<?> type, JsonObject content) {
    private static final Gson GSON = new Gson();

    /** Returns a reply that tells of success, to be filled with {@link #with}. */
    static Reply ok(MessageType<?> type) {
        return new Reply(type, new JsonObject()).with("status", "ok");
    }

    static Reply error(MessageType<?> type, Errors error) {
        return new Reply(type, new JsonObject())
                .with("status", "error")
                .with("ename", error.name())
                .with("evalue", error.message())
                .with("traceback", error.lines());
    }

    /** Tells that a cell was not run, as one before it has failed. */
    static Reply aborted(MessageType<?> type) {
        return new Reply(type, new JsonObject()).with("status", "aborted");
    }

    /** Adds or replaces a field; the value is written as Gson writes it. */
    Reply with(String field, Object value) {
        content.add(field, GSON.toJsonTree(value));
        return this;
    }

    /** Adds fields that are empty objects. */
    Reply withEmpty(String... fields) {
        List.of(fields).forEach(field -> content.add(field, new JsonObject()));
        return this;
    }

    /** Adds the data and metadata of what is displayed, empty ones for nothing. */
    Reply with(@Nullable DisplayData shown) {
        withEmpty("data", "metadata");
        if (shown != null) {
            GSON.toJsonTree(shown).getAsJsonObject().asMap().forEach(content::add);
        }
        return this;
    }

    boolean failed() {
        return content.get("status").getAsString().equals("error");
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // JJava's type names a content class, of which only the name is sent
    Message<?> to(MessageContext request) {
        return new Message(request, type, content);
    }
}
