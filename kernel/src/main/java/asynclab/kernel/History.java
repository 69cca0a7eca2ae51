package asynclab.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.dflib.jjava.jupyter.kernel.history.HistoryEntry;
import org.dflib.jjava.jupyter.kernel.history.HistoryManager;
import org.dflib.jjava.jupyter.messages.request.HistoryRequest;
import org.jspecify.annotations.Nullable;

/** The inputs of this session, for front ends that offer them again. They end with the kernel. Safe for several threads. */
final class History implements HistoryManager {
    /** The protocol's number for "this session". */
    private static final int THIS_SESSION = 0;

    private final List<HistoryEntry> entries = new ArrayList<>(); // guarded by this

    synchronized void add(int number, String input) {
        entries.add(new HistoryEntry(THIS_SESSION, number, input, null));
    }

    /** Returns the inputs in the protocol's form: session, number, input; with an empty output where one was asked for. */
    List<List<Object>> answer(HistoryRequest request) {
        Set<ResultFlag> flags = Set.of();
        var found = switch (request) {
            case HistoryRequest.Tail tail -> lookupTail(tail.getMaxReturnLength(), flags);
            case HistoryRequest.Range range ->
                lookupRange(range.getSessionIndex(), range.getStart(), range.getStop(), flags);
            case HistoryRequest.Search search ->
                search(
                        search.getPattern(),
                        search.getMaxReturnLength(),
                        search.filterUnique() ? Set.of(ResultFlag.UNIQUE) : flags);
            default -> List.<HistoryEntry>of();
        };
        return found.stream()
                .map(entry -> List.of(
                        (Object) entry.getSession(),
                        entry.getCellNumber(),
                        request.includeOutput() ? List.of(entry.getInput(), "") : entry.getInput()))
                .toList();
    }

    @Override
    public synchronized List<HistoryEntry> lookupTail(int length, Set<ResultFlag> flags) {
        return last(entries, length);
    }

    /** @param end the number after the last; 0 or less: without end */
    @Override
    public synchronized List<HistoryEntry> lookupRange(int session, int start, int end, Set<ResultFlag> flags) {
        return session != THIS_SESSION
                ? List.of()
                : entries.stream()
                        .filter(entry -> entry.getCellNumber() >= start && (end <= 0 || entry.getCellNumber() < end))
                        .toList();
    }

    /** @param glob with * for any letters and ? for one; nothing means all */
    @Override
    public synchronized List<HistoryEntry> search(@Nullable String glob, int length, Set<ResultFlag> flags) {
        var quoted = Pattern.quote(Objects.requireNonNullElse(glob, "*"))
                .replace("*", "\\E.*\\Q")
                .replace("?", "\\E.\\Q");
        var pattern = Pattern.compile(quoted, Pattern.DOTALL);
        var found = new LinkedHashMap<Object, HistoryEntry>();
        for (var entry : entries) {
            if (pattern.matcher(entry.getInput()).matches()) {
                found.put(flags.contains(ResultFlag.UNIQUE) ? entry.getInput() : entry, entry);
            }
        }
        return last(List.copyOf(found.values()), length);
    }

    /** A front end that names no length gets all. */
    private static List<HistoryEntry> last(List<HistoryEntry> all, int length) {
        return List.copyOf(length <= 0 ? all : all.subList(Math.max(0, all.size() - length), all.size()));
    }
}
