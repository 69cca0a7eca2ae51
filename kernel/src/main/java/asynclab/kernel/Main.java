package asynclab.kernel;

import asynclab.internal.Stopper;
import asynclab.kernel.code.Lines;
import asynclab.kernel.errors.Failures;
import asynclab.kernel.output.Cells;
import asynclab.kernel.output.Outbox;
import asynclab.kernel.output.RoutedStream;
import asynclab.kernel.output.Uncaught;
import asynclab.kernel.stop.CellStopped;
import asynclab.kernel.stop.Memory;
import asynclab.kernel.stop.Stops;
import asynclab.kernel.tasks.Background;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.CompletableFuture;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType;

/** Starts the kernel: {@code java -jar asynclab-kernel.jar CONNECTION_FILE}. Jupyter writes that file and does the rest. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        if (arguments.length != 1 || !Files.isReadable(Path.of(arguments[0]))) {
            System.err.println("asynclab-kernel.jar takes one argument, the connection file that Jupyter writes.");
            System.exit(2);
        }
        Ending.withParent(System.getenv());
        var properties = KernelConnectionProperties.parse(Files.readString(Path.of(arguments[0])));
        var connection = new Connection(properties);
        var cells = new Cells();
        var outbox = new Outbox(connection.iopub()::sendMessage);
        outbox.start();
        var prompt = new Prompt(connection.stdin(), cells, outbox);

        var background = new Background(cells, outbox, System.getenv());
        var lines = new Lines();
        var failures = new Failures(lines);
        var kernel = new CompletableFuture<CourseKernel>();
        var memory = new Memory(() -> kernel.join().stopAsFull());
        var surroundings = new Surroundings(cells, outbox, prompt, background, lines, failures, memory);

        var log = System.err;
        System.setOut(new RoutedStream(cells, outbox, StreamType.OUT));
        System.setErr(new RoutedStream(cells, outbox, StreamType.ERR));
        System.setIn(prompt);

        // Answers at once that there is a kernel, while it is being made.
        var session = new Session(connection, new Requests(kernel), new Execution(kernel, surroundings));
        session.start(() -> Ending.full(surroundings));
        Thread.setDefaultUncaughtExceptionHandler(new Uncaught(
                cells, outbox, thrown -> thrown instanceof CellStopped ? "" : failures.uncaught(memory.noted(thrown))));
        start(kernel, surroundings, log);
        memory.watch();
    }

    /** A kernel that cannot be made says why where Jupyter keeps its log, and ends: waiting for it would never end. */
    private static void start(CompletableFuture<CourseKernel> kernel, Surroundings surroundings, PrintStream log) {
        try {
            kernel.complete(started(surroundings));
        } catch (Exception | LinkageError e) {
            log.println("The Java kernel cannot start: " + e);
            e.printStackTrace(log);
            System.exit(1);
        }
    }

    private static CourseKernel started(Surroundings surroundings) throws IOException {
        Agent.instrumentation().ifPresent(Stops::use);
        Stopper.install(whom -> Stops.order(whom)::close); // for exercises whose answers do not listen
        var environment = new Environment(System.getenv());
        var kernel = CourseKernel.of(environment, surroundings);
        kernel.onStartup();
        kernel.addToClasspath(environment.classPath());
        for (var script : environment.startupScripts()) {
            kernel.run(script);
        }
        return kernel;
    }
}
