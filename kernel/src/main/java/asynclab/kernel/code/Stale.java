package asynclab.kernel.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;

/**
 * The variables that do not have their values any more, because what they are made of was declared anew.
 *
 * @param declared the name of what was
 * @param gone those that JShell cannot compile again: their values are objects of the old class
 * @param empty those that are null or 0 again, as their old values do not fit
 */
public record Stale(String declared, List<VarSnippet> gone, List<VarSnippet> empty) {
    /**
     * Finds them.
     *
     * @param events what JShell says of a declaration
     * @param emptied the names of variables whose values did not fit
     */
    public static Stale of(List<SnippetEvent> events, Set<String> emptied) {
        var gone = new ArrayList<VarSnippet>();
        var empty = new ArrayList<VarSnippet>();
        for (var event : events) {
            if (event.causeSnippet() != null && event.snippet() instanceof VarSnippet variable) {
                if (event.status() == Status.RECOVERABLE_NOT_DEFINED && event.previousStatus() == Status.VALID) {
                    gone.add(variable);
                } else if (event.status() == Status.VALID && emptied.contains(variable.name())) {
                    empty.add(variable);
                }
            }
        }
        var declared =
                events.isEmpty() ? "" : Declarations.nameOf(events.getFirst().snippet());
        return new Stale(declared, gone, empty);
    }

    /** Returns what to tell of them; nothing if there are none. */
    public Optional<String> line(Lines lines) {
        var parts = new ArrayList<String>();
        if (!empty.isEmpty()) {
            parts.add(names(empty) + (empty.size() == 1 ? " is" : " are") + " empty again");
        }
        if (!gone.isEmpty()) {
            parts.add(names(gone) + (gone.size() == 1 ? " is" : " are") + " gone");
        }
        var cells = new TreeSet<Integer>();
        gone.forEach(variable -> lines.place(variable).map(Place::number).ifPresent(cells::add));
        empty.forEach(variable -> lines.place(variable).map(Place::number).ifPresent(cells::add));
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of("Note: " + declared + " was declared anew, so " + String.join(" and ", parts)
                        + ": the old values do not fit." + again(cells));
    }

    private static String names(List<VarSnippet> variables) {
        return variables.stream().map(VarSnippet::name).collect(Collectors.joining(", "));
    }

    private static String again(Set<Integer> cells) {
        if (cells.isEmpty()) {
            return "";
        }
        var numbers = cells.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return " Run cell" + (cells.size() == 1 ? " " : "s ") + numbers + " again.";
    }
}
