package asynclab.exercise;

import asynclab.Todo;
import asynclab.internal.Texts;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What an answer's exception means, in a learner's words. */
final class Blame {
    private static final int LONGEST = 200;

    private Blame() {}

    /** Whether it is {@code todo()}, however deep: a task may have thrown it. */
    static boolean isTodo(Throwable failure) {
        var seen = Collections.<Throwable>newSetFromMap(new IdentityHashMap<>());
        var open = new ArrayDeque<Throwable>();
        open.add(failure);
        while (!open.isEmpty()) {
            var one = open.remove();
            if (one instanceof Todo) {
                return true;
            }
            if (seen.add(one)) {
                Optional.ofNullable(one.getCause()).ifPresent(open::add);
                open.addAll(List.of(one.getSuppressed()));
            }
        }
        return false;
    }

    /** The exception's name and message: {@code IllegalStateException: no permit}. */
    static String name(Throwable failure) {
        String message;
        try {
            message = failure.getMessage();
        } catch (RuntimeException e) {
            message = null; // one with a broken getMessage must not hide itself
        }
        var name = failure.getClass().getSimpleName();
        return Texts.cut(message == null ? name : name + ": " + message, LONGEST);
    }

    /** One sentence: what was thrown, where, and what that usually means. */
    static String sentence(Throwable failure) {
        var root = root(failure);
        var where = Where.in(root);
        return "It threw %s%s.%s".formatted(name(root), where.isEmpty() ? "" : ", in " + where, guess(root));
    }

    private static Throwable root(Throwable failure) {
        var root = failure;
        // Of the wrappers that futures and scopes put around a task's exception, none says anything.
        for (int depth = 0; depth < 20; depth++) {
            var cause = root.getCause();
            if (cause == null || !(root instanceof ExecutionException || root instanceof CompletionException)) {
                break;
            }
            root = cause;
        }
        return root;
    }

    private static String guess(Throwable root) {
        return switch (root) {
            case StackOverflowError _ -> " A method called itself without end.";
            case OutOfMemoryError _ -> " Memory was not enough for all that was kept at the same time.";
            case InterruptedException _ -> " Somebody asked a thread of yours to stop while it waited.";
            case NullPointerException _ -> " Something that should have been set was null.";
            case NoSuchElementException _ -> " It asked for something that was not there.";
            default -> "";
        };
    }
}
