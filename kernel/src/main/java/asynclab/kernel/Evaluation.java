package asynclab.kernel;

import asynclab.internal.Blanked;
import asynclab.kernel.code.Declarations;
import asynclab.kernel.code.Imports;
import asynclab.kernel.code.Lines;
import asynclab.kernel.code.Overloads;
import asynclab.kernel.code.Piece;
import asynclab.kernel.code.Place;
import asynclab.kernel.code.Progress;
import asynclab.kernel.code.Stale;
import asynclab.kernel.errors.CellFailure;
import asynclab.kernel.errors.Failures;
import asynclab.kernel.errors.Problems;
import asynclab.kernel.stop.CellStopped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;
import org.jspecify.annotations.Nullable;

/** One evaluation of a cell's code, or of the part of it that a magic was given. */
final class Evaluation {
    /**
     * What it works with.
     *
     * @param notes takes a line that is to be read under the cell
     * @param inMagic what code has failed with that a magic ran, for the cell that the magic is in
     */
    record Parts(
            Loader loader,
            Control control,
            Lines lines,
            Failures failures,
            Consumer<String> notes,
            AtomicReference<@Nullable CellFailure> inMagic) {}

    /** What JJava's statics return for a magic without a value, as JShell shows it. */
    private static final String NO_VALUE = "\"__NO_MAGIC_RETURN\"";

    /** The start of the code that JJava makes of a magic. */
    private static final String MAGIC = "org.dflib.jjava.jupyter.kernel.BaseNotebookStatics.";

    private final Parts parts;
    private final JShell shell;
    private final Place place;
    private final List<Piece> pieces;
    private final Problems problems;
    private final List<DeclarationSnippet> unfinished = new ArrayList<>();
    private int at; // the piece that is evaluated

    /** @param place where the code stands */
    Evaluation(Parts parts, JShell shell, String code, Place place) {
        this.parts = parts;
        this.shell = shell;
        this.place = place;
        this.pieces = Piece.of(code, shell.sourceCodeAnalysis());
        this.problems = new Problems(shell, place, code);
    }

    @Nullable
    Object all() {
        if (!pieces.isEmpty() && !pieces.getLast().complete()) { // it would be a pity to run the half of it
            problems.addUnreached(pieces);
            refuseIfWrong(List.of());
        }
        Object result = null;
        for (at = 0; at < pieces.size(); at++) {
            parts.lines().at(piece().in(place));
            result = one();
        }
        unfinished.stream()
                .filter(snippet -> shell.status(snippet) != Status.VALID
                        && shell.status(snippet).isActive())
                .forEach(snippet -> parts.notes().accept("Note: " + unfinished(snippet)));
        return result;
    }

    private Piece piece() {
        return pieces.get(at);
    }

    private @Nullable Object one() {
        parts.control().interrupts().check();
        problems.add(new Declarations(shell).errorsOf(piece().source()), piece());
        refuseIfWrong();
        parts.control().takeThrown();
        parts.loader().begin();
        parts.inMagic().set(null);
        List<SnippetEvent> events = Imports.evaluating(() -> shell.eval(piece().source()));
        Object result = null;
        for (var event : events) {
            if (event.causeSnippet() == null) {
                parts.lines().note(event.snippet());
            }
            if (event.value() != null) {
                result = value(event);
            }
        }
        for (var event : events) {
            if (event.causeSnippet() == null) {
                check(event, events);
            }
        }
        noteLost(events);
        return result;
    }

    private @Nullable Object value(SnippetEvent event) {
        var kind = event.snippet().subKind();
        var value = kind.isExecutable() ? parts.control().take(event.value()) : null;
        return switch (kind) {
            case VAR_VALUE_SUBKIND, OTHER_EXPRESSION_SUBKIND, TEMP_VAR_EXPRESSION_SUBKIND ->
                NO_VALUE.equals(value) || isStatement() ? null : value;
            default -> null;
        };
    }

    private void noteLost(List<SnippetEvent> events) {
        var stale = Stale.of(events, parts.loader().takeEmptied());
        stale.gone().forEach(variable -> {
            parts.loader().lose(className(variable));
            shell.drop(variable);
        });
        stale.line(parts.lines()).ifPresent(parts.notes());
    }

    private String className(Snippet snippet) {
        return shell.sourceCodeAnalysis().wrapper(snippet).fullClassName();
    }

    /** Whether nobody asked for its value: {@code list.add(x);}. */
    private boolean isStatement() {
        return Blanked.isStatement(piece().text()) && !piece().text().startsWith(MAGIC);
    }

    private void check(SnippetEvent event, List<SnippetEvent> events) {
        var snippet = event.snippet();
        if (event.status() == Status.REJECTED) {
            problems.addRefused(snippet, piece());
            restore(events);
            refuseIfWrong();
        }
        if (snippet instanceof VarSnippet && event.status() == Status.RECOVERABLE_NOT_DEFINED) {
            shell.drop(snippet); // JShell waits for its type to be declared; a learner has misspelt it
            problems.addOnTrial(piece());
            refuseIfWrong();
        } else if (snippet instanceof DeclarationSnippet declaration && event.status() != Status.VALID) {
            unfinished.add(declaration);
        }
        if (snippet instanceof MethodSnippet method) {
            new Overloads(shell).declared(method);
        }
        if (snippet instanceof DeclarationSnippet && event.status().isDefined()) {
            parts.loader().refresh(className(snippet));
        }
        drop(snippet);
        if (event.exception() != null) {
            fail(event);
        }
    }

    /** Declares again what a declaration that does not compile has overwritten. It does no more than that. */
    private void restore(List<SnippetEvent> events) {
        for (var event : events) {
            var old = event.snippet();
            if (event.status() == Status.OVERWRITTEN && !(old instanceof VarSnippet)) {
                var here = parts.lines().at(parts.lines().place(old).orElse(null));
                Imports.evaluating(() -> shell.eval(old.source())).stream()
                        .filter(again -> again.causeSnippet() == null)
                        .forEach(again -> parts.lines().note(again.snippet()));
                parts.lines().at(here);
            }
        }
    }

    /**
     * Drops what no later cell can refer to. Each live snippet is an import of every later one: with 200 values that
     * nobody asked for by the name of $1, $2, ... a cell took three times as long.
     */
    private void drop(Snippet snippet) {
        boolean temporary = snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
        if (temporary || (!snippet.kind().isPersistent() && snippet.subKind().isExecutable())) {
            var name = className(snippet);
            if (temporary) {
                shell.drop(snippet);
            }
            parts.loader().unload(name);
        }
    }

    private void fail(SnippetEvent event) {
        var thrown = parts.control().takeThrown();
        if (thrown instanceof CellStopped stopped) {
            throw stopped;
        }
        var inside = parts.inMagic().get();
        if (inside != null && piece().source().startsWith(MAGIC)) {
            throw inside;
        }
        var seen = thrown == null ? event.exception() : thrown;
        var progress = Progress.afterThrow(pieces, at, place);
        throw new CellFailure(
                event.exception() instanceof UnresolvedReferenceException unresolved
                        ? parts.failures().unresolved(seen, unfinished(unresolved.getSnippet()), progress)
                        : parts.failures().thrown(seen, progress),
                event.exception());
    }

    private void refuseIfWrong() {
        refuseIfWrong(pieces.subList(at + 1, pieces.size()));
    }

    /** @param unreached what else of the cell may be wrong */
    private void refuseIfWrong(List<Piece> unreached) {
        if (!problems.isEmpty()) {
            problems.addUnreached(unreached);
            throw new CellFailure(problems.report(Progress.beforeRefusal(pieces, at, place)), null);
        }
    }

    /** Says of a method or a type that it uses names nobody has declared: it will fail when it is used. */
    private String unfinished(DeclarationSnippet snippet) {
        var missing = new Problems(shell, place, snippet.source());
        Piece.of(snippet.source(), shell.sourceCodeAnalysis()).forEach(missing::addOnTrial);
        return snippet.name() + " cannot be used yet" + (missing.isEmpty() ? "." : ": " + missing.inShort());
    }
}
