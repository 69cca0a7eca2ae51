package asynclab.kernel.tasks;

import java.util.List;

/**
 * One line of the tree of tasks: a cell, a scope, an executor, or a task.
 *
 * @param name the task's own, or what the thing is
 * @param state what a task does, or nothing
 * @param what the call that a task is in and where, or nothing
 * @param inside what it has started
 */
record Node(String name, String state, String what, List<Node> inside) {
    Node {
        inside = List.copyOf(inside);
    }

    static Node group(String name, List<Node> inside) {
        return new Node(name, "", "", inside);
    }
}
