package asynclab.notebook;

import asynclab.Picture;
import java.lang.reflect.Field;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;
import org.jspecify.annotations.Nullable;

/**
 * Sends on JJava's iopub socket, whose {@code sendMessage} is synchronized, so our messages and the kernel's never mix.
 *
 * <p>JJava's own {@code DisplayStream} is not used: it drops what comes after the cell has ended, and its {@code
 * publish} shares an unguarded "defer the next message" flag with the thread that ends the cell, so a picture sent at
 * that moment could take the place of the cell's reply. The socket and the cell's context are only kept in protected
 * fields of {@link CommManager}, hence the reflection; a test on the real kernel watches over it.
 */
final class JJavaWire implements NotebookScreen.Wire<@Nullable MessageContext> {
    private final BaseKernel kernel;
    private final CommManager comms;
    private final Field context;
    private final Field socket;

    /** @throws ReflectiveOperationException if this JJava keeps its socket elsewhere */
    JJavaWire(BaseKernel kernel) throws ReflectiveOperationException {
        this.kernel = kernel;
        this.comms = kernel.getCommManager();
        this.context = CommManager.class.getDeclaredField("context");
        this.socket = CommManager.class.getDeclaredField("iopub");
        context.setAccessible(true);
        socket.setAccessible(true);
    }

    @Override
    public @Nullable MessageContext cell() {
        return (MessageContext) read(context);
    }

    @Override
    public void display(@Nullable MessageContext cell, Picture picture, @Nullable String id) {
        kernel.getIO().out.flush(); // what the cell printed without a line end comes before the picture
        send(cell, new PublishDisplayData(Bundles.of(picture, id)));
    }

    @Override
    public void update(@Nullable MessageContext cell, Picture picture, String id) {
        send(cell, new PublishUpdateDisplayData(Bundles.of(picture, id)));
    }

    private <T extends ContentType<T>> void send(@Nullable MessageContext cell, T content) {
        var iopub = (JupyterSocket) read(socket);
        if (iopub != null) { // null until the kernel is connected: nobody looks yet
            iopub.sendMessage(new Message<>(cell, content.getType(), content));
        }
    }

    private @Nullable Object read(Field field) {
        try {
            return field.get(comms);
        } catch (IllegalAccessException e) {
            throw new AssertionError("made accessible in the constructor", e);
        }
    }
}
