package asynclab.kernel;

import asynclab.kernel.code.ClassIndex;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.messages.Header;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.request.CommInfoRequest;
import org.dflib.jjava.jupyter.messages.request.CompleteRequest;
import org.dflib.jjava.jupyter.messages.request.HistoryRequest;
import org.dflib.jjava.jupyter.messages.request.InspectRequest;
import org.dflib.jjava.jupyter.messages.request.IsCompleteRequest;

/** The answers to the requests that run no cell. */
final class Requests {
    private static final Set<MessageType<?>> ABOUT_COMMS =
            Set.of(MessageType.COMM_OPEN_COMMAND, MessageType.COMM_MSG_COMMAND, MessageType.COMM_CLOSE_COMMAND);

    private final CompletableFuture<CourseKernel> kernel;
    private final Map<MessageType<?>, Function<Message<?>, Reply>> answers = new HashMap<>();

    /** @param kernel is waited for by the first request that needs it */
    Requests(CompletableFuture<CourseKernel> kernel) {
        this.kernel = kernel;
        on(MessageType.KERNEL_INFO_REQUEST, MessageType.KERNEL_INFO_REPLY, (_, reply) -> info(reply));
        on(MessageType.COMPLETE_REQUEST, MessageType.COMPLETE_REPLY, this::complete);
        on(MessageType.INSPECT_REQUEST, MessageType.INSPECT_REPLY, this::inspect);
        on(MessageType.IS_COMPLETE_REQUEST, MessageType.IS_COMPLETE_REPLY, this::isComplete);
        on(MessageType.HISTORY_REQUEST, MessageType.HISTORY_REPLY, this::history);
        on(MessageType.COMM_INFO_REQUEST, MessageType.COMM_INFO_REPLY, this::commInfo);
        on(MessageType.INTERRUPT_REQUEST, MessageType.INTERRUPT_REPLY, (_, reply) -> interrupt(reply));
        on(
                MessageType.SHUTDOWN_REQUEST,
                MessageType.SHUTDOWN_REPLY,
                (request, reply) -> reply.with("restart", request.isRestart()));
    }

    @SuppressWarnings("CatchingUnchecked") // whatever goes wrong is told, and the next request is read
    private <T> void on(MessageType<T> type, MessageType<?> replied, BiFunction<T, Reply, Reply> answer) {
        answers.put(type, request -> {
            try {
                return answer.apply(type.getContentType().cast(request.getContent()), Reply.ok(replied));
            } catch (RuntimeException e) {
                return Reply.error(replied, Errors.of(e, List.of()));
            }
        });
    }

    /** Returns nothing for a type that has no reply, or that this kernel does not know. */
    Optional<Reply> answer(Message<?> request) {
        var type = request.getHeader().getType();
        if (ABOUT_COMMS.contains(type)) {
            kernel.join().comms().handle(request);
        }
        return Optional.ofNullable(answers.get(type)).map(answer -> answer.apply(request));
    }

    /** Does not wait for the kernel: a front end shows it as connected from this answer on. */
    private static Reply info(Reply reply) {
        return reply.with("protocol_version", Header.PROTOCOL_VERISON)
                .with("implementation", CourseKernel.NAME)
                .with("implementation_version", CourseKernel.version())
                .with("language_info", CourseKernel.LANGUAGE)
                .with(
                        "banner",
                        "Java " + Runtime.version() + " :: " + CourseKernel.NAME + " " + CourseKernel.version()
                                + " :: Protocol v" + Header.PROTOCOL_VERISON)
                .with("help_links", CourseKernel.HELP);
    }

    private Reply complete(CompleteRequest request, Reply reply) {
        ClassIndex.await();
        var options = kernel.join().complete(request.getCode(), request.getCursorPos());
        int at = request.getCursorPos();
        return reply.with("matches", options == null ? List.of() : options.getReplacements())
                .with("cursor_start", options == null ? at : options.getSourceStart())
                .with("cursor_end", options == null ? at : options.getSourceEnd())
                .withEmpty("metadata");
    }

    private Reply inspect(InspectRequest request, Reply reply) {
        var found = kernel.join().inspect(request.getCode(), request.getCursorPos(), request.getDetailLevel() > 0);
        return reply.with("found", found != null).with(found);
    }

    private Reply isComplete(IsCompleteRequest request, Reply reply) {
        var answer = kernel.join().isComplete(request.getCode());
        return switch (answer) {
            case BaseKernel.IS_COMPLETE_YES, BaseKernel.IS_COMPLETE_BAD, BaseKernel.IS_COMPLETE_MAYBE ->
                reply.with("status", answer);
            default -> reply.with("status", "incomplete").with("indent", answer);
        };
    }

    private Reply history(HistoryRequest request, Reply reply) {
        return reply.with("history", kernel.join().history().answer(request));
    }

    private Reply commInfo(CommInfoRequest request, Reply reply) {
        return reply.with("comms", kernel.join().comms().open(request.getTargetName()));
    }

    private Reply interrupt(Reply reply) {
        kernel.join().interrupt();
        return reply;
    }
}
