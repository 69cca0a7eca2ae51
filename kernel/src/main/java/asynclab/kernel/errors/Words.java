package asynclab.kernel.errors;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The compiler's messages in one line each: it writes them in up to dozens. */
final class Words {
    private static final Pattern SYMBOL = Pattern.compile("symbol:\\s+(.*)");
    private static final Pattern LOCATION = Pattern.compile("location: (?:variable|class|interface) (\\S.*)");
    private static final Pattern MISMATCH = Pattern.compile("argument mismatch; ([^)]*(?:\\([^)]*\\)[^)]*)*)\\)?");
    private static final Pattern OVERLOAD =
            Pattern.compile("(?:method|constructor) (?:\\S+[.>])?(\\w+\\([^)]*\\)) is not applicable");
    private static final int OVERLOADS = 4;

    private Words() {}

    static String of(Problem problem) {
        var lines = problem.message()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (problem.startsWith("cant.resolve")) {
            return lines.getFirst() + part(lines, SYMBOL, ": ") + part(lines, LOCATION, ", in ");
        }
        if (problem.is("cant.apply.symbols")) {
            var overloads = lines.stream()
                    .map(OVERLOAD::matcher)
                    .filter(Matcher::find)
                    .map(overload -> overload.group(1))
                    .distinct()
                    .limit(OVERLOADS)
                    .collect(Collectors.joining(", "));
            return lines.getFirst() + (overloads.isEmpty() ? "" : "; there is " + overloads);
        }
        if (problem.is("cant.apply.symbol")) {
            return call(lines);
        }
        var text = new StringBuilder(lines.getFirst());
        for (int i = 1; i < lines.size(); i++) {
            text.append(lines.get(i).startsWith("(") ? " " : i == 1 ? ": " : ", ")
                    .append(lines.get(i));
        }
        return text.toString().replaceAll(" +", " ");
    }

    private static String part(List<String> lines, Pattern pattern, String before) {
        return lines.stream()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .map(found -> before + found.group(1))
                .findFirst()
                .orElse("");
    }

    /** "method get in class Page cannot be applied to given types;" and then what it takes, is given, and why. */
    private static String call(List<String> lines) {
        var name = lines.getFirst().replaceFirst("^\\S+ (\\S+).*", "$1");
        var takes = value(lines, "required:");
        var given = value(lines, "found:");
        var reason = MISMATCH.matcher(String.join(" ", lines));
        return name + " takes (" + takes + "), and is given (" + given + ")"
                + (reason.find() ? ": " + reason.group(1).replaceAll(" +", " ") : "");
    }

    private static String value(List<String> lines, String label) {
        return lines.stream()
                .filter(line -> line.startsWith(label))
                .map(line -> line.substring(label.length()).strip().replace("no arguments", ""))
                .map(line -> line.replace(",", ", "))
                .findFirst()
                .orElse("");
    }
}
