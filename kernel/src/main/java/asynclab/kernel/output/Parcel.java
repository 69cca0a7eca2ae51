package asynclab.kernel.output;

import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType;

/** Something that waits to be sent, or, for a cell that has shown more than enough, to be written to a file. */
sealed interface Parcel {
    /** How much memory it holds, roughly: characters. */
    int size();

    /** Text of one stream, to which more is added while it waits. */
    record Text(StreamType stream, StringBuilder text) implements Parcel {
        @Override
        public int size() {
            return text.length();
        }
    }

    /** What is not text: a result, display data, an error. */
    record Content(ContentType<?> content, int size) implements Parcel {}

    /** A message that is sent as it is. */
    record Whole(Message<?> message, int size) implements Parcel {}

    /** Text beyond what a cell shows. */
    record Rest(StringBuilder text) implements Parcel {
        @Override
        public int size() {
            return text.length();
        }
    }
}
