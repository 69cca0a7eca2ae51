package asynclab.kernel;

import asynclab.kernel.output.Cell;
import asynclab.kernel.output.Cells;
import asynclab.kernel.output.Outbox;
import asynclab.kernel.output.Quiet;
import asynclab.kernel.stop.Memory;
import asynclab.kernel.stop.Report;
import asynclab.kernel.tasks.Background;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishError;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteInput;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteResult;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.dflib.jjava.shaded.com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/** Runs cells, one after the other, on the thread that receives the requests for it. */
final class Execution {
    private static final String REPLACED =
            "`System.out`, `System.err` and `System.in` are the notebook's again: what a cell puts"
                    + " in their place lasts until its end.";

    private final CompletableFuture<CourseKernel> starting;
    private final Cells cells;
    private final Outbox outbox;
    private final Background background;
    private final Memory memory;
    private final Streams streams;
    private int next = 1; // only for the shell's thread

    /** @param starting is waited for by the first cell */
    Execution(CompletableFuture<CourseKernel> starting, Surroundings surroundings) {
        this.starting = starting;
        this.cells = surroundings.cells();
        this.outbox = surroundings.outbox();
        this.background = surroundings.background();
        this.memory = surroundings.memory();
        this.streams = Streams.current();
    }

    /** Runs a cell and returns when all that it has shown is sent. */
    Reply execute(Message<ExecuteRequest> message) {
        var kernel = starting.join();
        var request = message.getContent();
        var cell = cells.open(next, request.getCode(), message);
        kernel.begin(message);
        if (!request.isSilent()) {
            outbox.publish(cell, new PublishExecuteInput(request.getCode(), cell.number()));
            if (request.shouldStoreHistory()) {
                kernel.history().add(next, request.getCode());
                next++;
            }
        }
        try {
            return run(kernel, cell, request).with("execution_count", cell.number());
        } finally {
            cell.close();
            if (!request.isSilent()) {
                background.endOf(cell, message);
            }
            outbox.flush();
        }
    }

    private Reply run(CourseKernel kernel, Cell cell, ExecuteRequest request) {
        Throwable failure = null;
        var expressions = new JsonObject();
        try {
            var shown = kernel.run(request.getCode());
            if (shown != null && !request.isSilent()) {
                outbox.publish(cell, new PublishExecuteResult(cell.number(), shown));
            }
            expressions = expressions(kernel, request.getUserExpr());
        } catch (Throwable e) { // whatever it is, the next cell is to work
            failure = e;
        }
        var interrupted = kernel.end();
        if (streams.restore()) {
            outbox.publish(
                    cell,
                    new PublishDisplayData(
                            Quiet.note(REPLACED, UUID.randomUUID().toString())));
        }
        if (failure == null && interrupted.filter(report -> !report.isClean()).isEmpty()) {
            return Reply.ok(MessageType.EXECUTE_REPLY)
                    .with("user_expressions", expressions)
                    .with(
                            "payload",
                            kernel.takePages().stream().map(Execution::page).toList());
        }
        var error = explained(kernel, failure, interrupted);
        outbox.publish(cell, new PublishError(error.name(), error.message(), error.lines()));
        return Reply.error(MessageType.EXECUTE_REPLY, error);
    }

    private Errors explained(CourseKernel kernel, @Nullable Throwable failure, Optional<Report> interrupted) {
        memory.release();
        try {
            return kernel.explain(failure, interrupted);
        } finally {
            memory.restore();
        }
    }

    private static JsonObject page(DisplayData shown) {
        var payload = new Reply(MessageType.EXECUTE_REPLY, new JsonObject()).with(shown);
        return payload.with("source", "page").with("start", 0).content();
    }

    /** Evaluates what the request asks for beside the cell. Each one fails for itself. */
    private static JsonObject expressions(CourseKernel kernel, @Nullable Map<String, String> asked) {
        var values = new JsonObject();
        new TreeMap<>(asked == null ? Map.of() : asked).forEach((name, code) -> {
            Reply value;
            try {
                value = Reply.ok(MessageType.EXECUTE_REPLY).with(kernel.run(code));
            } catch (Exception e) {
                value = Reply.error(MessageType.EXECUTE_REPLY, kernel.explain(e));
            }
            values.add(name, value.content());
        });
        return values;
    }
}
