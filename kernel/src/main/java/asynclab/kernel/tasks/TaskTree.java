package asynclab.kernel.tasks;

import asynclab.internal.LiveScopes;
import asynclab.internal.LiveScopes.LiveScope;
import asynclab.internal.Texts;
import asynclab.kernel.output.Cell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who started whom, as far as it is known: scopes know their owner and their tasks, executors their threads, but nobody
 * remembers who started a bare thread, so those stand under their cell. That is the difference that structure makes.
 */
final class TaskTree {
    /** Of more in one place, the rest is only counted: each line takes a look at a thread's stack. */
    private static final int MOST = 50;

    /** What holds threads together. */
    private record Holder(String name, @Nullable Thread owner, List<Thread> threads) {}

    private final Map<Cell, List<Thread>> tasks;
    private final Set<Thread> all = new HashSet<>();
    private final List<Holder> holders = new ArrayList<>();
    private final Set<Thread> held = new HashSet<>();

    private TaskTree(Map<Cell, List<Thread>> tasks, Group threads, List<LiveScope> scopes) {
        this.tasks = tasks;
        tasks.values().forEach(all::addAll);
        scopes.forEach(scope -> hold(named("TaskScope", scope.name()), scope.owner(), scope.threads()));
        threads.inside().stream()
                .flatMap(Group::all)
                .forEach(group -> hold(kind(group), group.owner(), group.threads()));
    }

    /** The tree of these tasks: a node for each cell. */
    static List<Node> of(Map<Cell, List<Thread>> tasks, Group threads) {
        var tree = new TaskTree(tasks, threads, LiveScopes.all());
        return tasks.keySet().stream().map(tree::cell).toList();
    }

    private void hold(String name, @Nullable Thread owner, List<Thread> threads) {
        var mine = threads.stream()
                .filter(all::contains)
                .sorted(Comparator.comparingLong(Thread::threadId))
                .toList();
        if (!mine.isEmpty()) {
            holders.add(new Holder(name, owner, mine));
            held.addAll(mine);
        }
    }

    private Node cell(Cell cell) {
        var mine = new HashSet<>(tasks.getOrDefault(cell, List.of()));
        var top = holders.stream()
                .filter(holder -> holder.owner() == null || !all.contains(holder.owner()))
                .filter(holder -> holder.threads().stream().anyMatch(mine::contains))
                .map(holder -> node(holder, mine));
        var loose = tasks.getOrDefault(cell, List.of()).stream()
                .filter(thread -> !held.contains(thread))
                .toList();
        return Node.group(
                "cell " + cell.number(), Stream.concat(top, nodes(loose)).toList());
    }

    /** @param cells the threads of the cell that it is shown under; an executor may serve several */
    private Node node(Holder holder, Set<Thread> cells) {
        return Node.group(
                holder.name(),
                nodes(holder.threads().stream().filter(cells::contains).toList())
                        .toList());
    }

    private Stream<Node> nodes(List<Thread> threads) {
        var shown = threads.stream().limit(MOST).map(this::node);
        return threads.size() <= MOST
                ? shown
                : Stream.concat(
                        shown, Stream.of(Node.group("… " + Texts.grouped(threads.size() - MOST) + " more", List.of())));
    }

    private Node node(Thread task) {
        var doing = Doing.of(task);
        var inside = holders.stream()
                .filter(holder -> task.equals(holder.owner()))
                .map(holder -> Node.group(holder.name(), nodes(holder.threads()).toList()));
        return new Node(
                Tasks.name(task),
                doing.idle() ? "idle" : doing.state(),
                doing.idle() ? "" : doing.what(),
                inside.toList());
    }

    private static String kind(Group group) {
        var name = group.name();
        if (group.owner() != null) {
            return named("StructuredTaskScope", name.contains("@") ? "" : name);
        }
        if (name.contains("@")) { // the JDK's own name: class and hash code
            return name.substring(name.lastIndexOf('.') + 1).replaceFirst("@.*", "");
        }
        return name;
    }

    private static String named(String kind, String name) {
        return name.isEmpty() ? kind : kind + " \"" + name + "\"";
    }
}
