package launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tests that a word stands for.
 *
 * @param maven  what to add to Maven's command; empty if none of its tests is wanted
 * @param pytest what to add to pytest's command; empty if none of its tests is wanted
 */
record Selection(Optional<List<String>> maven, Optional<List<String>> pytest) {
    /** Every proof this often, with the processors kept busy: minutes, and not part of the ordinary tests. */
    static final String PROOFS = "proofs";

    private static final int REPEATS = 20;
    private static final Pattern LESSON = Pattern.compile("lesson(\\d\\d|A\\d)");
    private static final String ELSEWHERE_NONE = "-Dsurefire.failIfNoSpecifiedTests=false";

    /** A module, a lesson, "proofs", a file of {@code tests}, or a part of a name; without a word all there is. */
    static Selection of(Optional<String> asked, List<String> modules, Path tests) {
        Optional<List<String>> all =
                Files.isDirectory(tests) ? Optional.of(List.of(tests.toString())) : Optional.empty();
        if (asked.isEmpty()) {
            return new Selection(Optional.of(List.of()), all);
        }
        String word = asked.get();
        if (modules.contains(word)) {
            return new Selection(Optional.of(List.of("-pl", word, "-am")), Optional.empty());
        }
        if (word.equals(PROOFS)) {
            // one JVM, as it keeps every processor busy itself
            return new Selection(
                    Optional.of(proofs("-Dasynclab.proofs=" + REPEATS, "-Dtests.jvms=1")), Optional.empty());
        }
        var lesson = LESSON.matcher(word);
        if (lesson.matches()) {
            String number = lesson.group(1);
            String names = "[%s- or %s or [%s]".formatted(number, word, number);
            return new Selection(
                    Optional.of(proofs("-Dasynclab.lesson=" + number)),
                    all.map(folder -> List.of(folder.getFirst(), "-k", names)));
        }
        Path file = tests.resolve("test_" + word + ".py");
        if (Files.isRegularFile(file)) {
            return new Selection(Optional.empty(), Optional.of(List.of(file.toString())));
        }
        return new Selection(
                Optional.of(List.of("-Dtest=*" + word + "*", ELSEWHERE_NONE)),
                all.map(folder -> List.of(folder.getFirst(), "-k", word)));
    }

    private static List<String> proofs(String... which) {
        return Stream.concat(Stream.of("-pl", "lib", "-am", "-Dtest=*ProofsTest", ELSEWHERE_NONE), Stream.of(which))
                .toList();
    }
}
