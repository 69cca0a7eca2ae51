package launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The course's Java kernel: one JVM, started directly from the kernel's jar with the library on its class path. The
 * defaults are for waiting programs on small machines; {@code ASYNCLAB_JVM_OPTS} comes after them and wins.
 *
 * <p>A Unix system reads that variable at each start of a kernel. Windows has no shell that can be trusted with it: there
 * it is read when the launcher starts.
 */
record Kernel(Project project, Toolchain tools) {
    /** Holds options for the kernel's JVM: {@code -Xmx1g -XX:+UseG1GC}. */
    static final String OPTIONS = "ASYNCLAB_JVM_OPTS";

    // Measured side by side with what JJava starts with (java Lab.java bench kernel):
    // C1 alone compiles cells sooner and saves some 15 MB; cells that wait gain nothing from C2.
    // A small code cache counts as nearly full after some cells, and full collections with it, each one growing the
    // heap.
    // A fifth of the heap is kept for a full one (asynclab.kernel.stop.Memory): 512 MB are the learner's.
    // Tablesaw's own libraries would print warnings under the first cell that makes a table: about a logger that nobody
    // misses, and about sun.misc.Unsafe.
    private static final List<String> JVM = List.of(
            "--enable-preview",
            "-Djava.awt.headless=true",
            "-Dslf4j.internal.verbosity=ERROR",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=128m",
            "-Xms16m",
            "-Xmx640m",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=20");

    // Only where no other collector is asked for: the JVM refuses two. The young part is kept small: with the
    // default, a third of the heap, every full collection makes it larger.
    private static final List<String> COLLECTOR = List.of("-XX:+UseSerialGC", "-Xmn12m");

    // The cache is checked against its sum (35 ms), as a damaged one can crash the JVM. At a fixed address
    // (20 ms less) its pages stay clean and are shared by all kernels. One that does not fit is no learner's concern:
    // not a word about it.
    // What the training has learned of each method (JEP 515) is of no use to C1 alone; looking it up took a quarter
    // of the processor time to the first result.
    private static final List<String> CACHE = List.of(
            "-XX:+VerifySharedSpaces",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-AOTRecordTraining",
            "-XX:-AOTReplayTraining",
            "-XX:ArchiveRelocationMode=0",
            "-Xlog:aot*=off",
            "-Xlog:cds*=off");

    /** Returns what makes the kernel and what JupyterLab is to know about it. */
    List<Step> steps() {
        return List.of(
                new CellClasses(this),
                new KernelJar(this),
                new KernelSpec(this),
                new LabSettings(project),
                new AotCache(this));
    }

    /**
     * Checks {@code ASYNCLAB_JVM_OPTS} before a kernel dies of it.
     *
     * @param options its value
     */
    void check(String options) throws Problem, InterruptedException {
        if (options.isBlank()) {
            return;
        }
        var words = new ArrayList<>(List.of(tools.java()));
        words.addAll(flags(options));
        if (Files.isRegularFile(cache())) {
            words.add("-XX:AOTCache=" + cache()); // a heap that has no room for what is in it is refused too
        }
        words.add("-version");
        if (new Tool(project.root(), words).ask().isEmpty()) {
            throw Problem.of(
                    OPTIONS + " holds options that Java does not take: " + options.strip(),
                    "Correct or unset it (\"java " + options.strip()
                            + " -version\" says which; -Xmn needs an -Xms above it), then start again.");
        }
    }

    /** Returns the folder of what only this kernel needs. */
    Path folder() {
        return project.lab().resolve("kernel");
    }

    /** Returns the kernelspec's folder, where JJava's package puts its own. */
    Path spec() {
        return project.venv().resolve("share/jupyter/kernels/java");
    }

    /** Returns JJava and all it needs, in one jar. */
    Path jjava() {
        return spec().resolve("jjava.jar");
    }

    /** Returns the kernel's own jar, whose manifest names the main class, the class path, and what is open to it. */
    Path jar() {
        return folder().resolve("asynclab-kernel.jar");
    }

    /** Returns the jar with what cells are compiled against, which the kernel finds beside its own. */
    Path cellClasses() {
        return folder().resolve("cells.jar");
    }

    /** Returns the class path behind the kernel's own jar: JJava, and the library with what it needs. */
    List<Path> jars() throws IOException {
        var jars = new ArrayList<>(List.of(jjava()));
        jars.addAll(project.jars());
        return jars;
    }

    Path cache() {
        return project.cache();
    }

    /** Returns what the kernel's JVM finds in its environment, beside what Jupyter has. */
    Map<String, String> variables() {
        // glibc's pools of memory per thread are of no use to a JVM, which has its own.
        return Map.of("MALLOC_ARENA_MAX", "2");
    }

    /** Returns the command that starts a kernel, with Jupyter's {@code {connection_file}} at its end. */
    List<String> command() {
        return command("-XX:AOTCache=" + cache(), System.getenv().getOrDefault(OPTIONS, ""));
    }

    /** Returns the command that starts a kernel which writes the cache when it ends. */
    List<String> training(Path cache) {
        return command("-XX:AOTCacheOutput=" + cache, "");
    }

    private List<String> command(String cache, String options) {
        var words = new ArrayList<String>();
        if (tools.platform() == Platform.WINDOWS) {
            words.add(tools.java());
            words.addAll(flags(options));
            words.addAll(List.of(cache, crashes(), "-jar", jar().toString()));
        } else {
            // Paths are words of their own, which the shell does not read: they may hold any character.
            words.addAll(List.of("/bin/sh", "-c", SCRIPT, tools.java(), cache, crashes(), jar().toString()));
        }
        words.add("{connection_file}");
        return List.copyOf(words);
    }

    // The shell becomes the JVM: no other process stays. setpriv, where it is and can do this, makes the system end the
    // kernel with Jupyter, also when Jupyter is killed and cannot.
    private static final String SCRIPT =
            """
            set -f
            case $%1$s in
            *-XX:+UseG1GC*|*-XX:+UseParallelGC*|*-XX:+UseZGC*|*-XX:+UseShenandoahGC*|*-XX:+UseEpsilonGC*) gc= ;;
            *) gc='%2$s' ;;
            esac
            tie=
            setpriv --pdeathsig TERM true 2>/dev/null && tie='setpriv --pdeathsig TERM'
            exec $tie "$0" %3$s %4$s $gc "$1" "$2" $%1$s -jar "$3" "$4"
            """.formatted(OPTIONS, String.join(" ", COLLECTOR), String.join(" ", JVM), String.join(" ", CACHE));

    private static List<String> flags(String options) {
        var flags = new ArrayList<>(JVM);
        flags.addAll(CACHE);
        if (!options.matches("(?s).*-XX:\\+Use(G1|Parallel|Z|Shenandoah|Epsilon)GC.*")) {
            flags.addAll(COLLECTOR);
        }
        if (!options.isBlank()) {
            flags.addAll(List.of(options.strip().split("\\s+")));
        }
        return flags;
    }

    // Not beside the lessons, where the JVM would put it.
    private String crashes() {
        return "-XX:ErrorFile=" + project.log("kernel-crash-%p");
    }
}
