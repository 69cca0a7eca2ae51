package asynclab.crawl;

import java.util.List;

/** What {@code java -jar asynclab.jar} does: {@code crawl}. */
public final class Main {
    private Main() {}

    /** Ends the JVM with the command's exit code. */
    public static void main(String[] arguments) throws InterruptedException {
        var words = List.of(arguments);
        boolean crawl = !words.isEmpty() && words.getFirst().equals("crawl");
        var command = new CrawlCommand(System.out, System.err, isTerminal());
        int code = command.run(crawl ? words.subList(1, words.size()) : List.of("--help"));
        System.exit(crawl || words.isEmpty() || words.contains("--help") ? code : CrawlCommand.USAGE);
    }

    @SuppressWarnings(
            "SystemConsoleNull") // it was never null in JDK 22 to 24, and is again in 25 when output is a pipe
    private static boolean isTerminal() {
        return System.console() != null && System.console().isTerminal();
    }
}
