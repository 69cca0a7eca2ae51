package launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What {@code java @.lab/crawl URL...} starts: a file with the words for java, which name a JVM for short lives and a
 * cache of the crawler's classes (JEP 483, JEP 514). The cache comes from a crawl of a practice site. Without it, and
 * with one that does not fit any more, crawls start all the same.
 */
record CrawlerStep(Project project, Toolchain tools) implements Step {
    // A polite crawl waits more than it computes, and one of seconds is over before the second compiler pays. The young
    // part has a size of its own: with the small one that a small heap begins with, much that is short-lived gets old.
    private static final List<String> JVM = List.of(
            "--enable-native-access=ALL-UNNAMED", // SQLite
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xms96m",
            "-Xmn48m",
            "-XX:+VerifySharedSpaces", // a damaged cache can crash the JVM: 35 ms to compare its sum
            "-Xlog:aot*=off", // a cache that does not fit is nobody's concern
            "-Xlog:cds*=off");

    @Override
    public String name() {
        return "crawler";
    }

    @Override
    public String title() {
        return "Crawler";
    }

    @Override
    public List<String> needs() {
        return List.of("library");
    }

    /** Takes in all that the JVM compares: its build, its flags, and each jar's place, size and time. */
    @Override
    public String key() throws IOException {
        return new Fingerprint()
                .text(tools.jdkBuild())
                .text(String.join("\n", JVM))
                .text(project.lib().toString())
                .listing(project.lib())
                .key();
    }

    @Override
    public boolean sound() {
        return Files.isRegularFile(words());
    }

    @Override
    public void make(Work work) throws Problem, IOException, InterruptedException {
        Trees.delete(project.crawlerCache());
        var command = new ArrayList<>(JVM);
        command.addAll(
                List.of("-XX:AOTCache=" + project.crawlerCache(), "-cp", classPath(), "asynclab.crawl.Main", "crawl"));
        Trees.write(words(), command.stream().map(CrawlerStep::quoted).collect(Collectors.joining("\n", "", "\n")));
        work.now().accept("A crawl of a practice site");
        train(work);
    }

    private void train(Work work) throws Problem, IOException, InterruptedException {
        Path part = project.lab().resolve("crawl.aot.part");
        Path config = project.lab().resolve("crawl.aot.part.config"); // which the JVM writes beside it first
        Path folder = project.lab().resolve("crawl-training");
        Trees.delete(folder);
        var training = new ArrayList<>(List.of(tools.java()));
        training.addAll(JVM);
        training.addAll(List.of(
                "-XX:AOTCacheOutput=" + part, "-cp", classPath(), "asynclab.lessons.CrawlTraining", folder.toString()));
        int status = new Tool(project.root(), training).run(work.log(), _ -> {});
        if (status == 0 && Files.isRegularFile(part)) {
            Trees.move(part, project.crawlerCache());
        } else {
            work.warn().accept("Crawls will start slower: their cache could not be made, see " + work.log());
        }
        Trees.delete(part);
        Trees.delete(config);
        Trees.delete(folder);
    }

    private Path words() {
        return project.lab().resolve("crawl");
    }

    private String classPath() throws IOException {
        return project.jars().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** As java reads such a file: in quotation marks a backslash stands for what follows it. */
    private static String quoted(String word) {
        return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
