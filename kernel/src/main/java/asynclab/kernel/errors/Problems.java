package asynclab.kernel.errors;

import asynclab.kernel.code.Piece;
import asynclab.kernel.code.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/**
 * What is wrong with a cell that does not compile: every error with its line, a mark under it, and help.
 *
 * <p>Used by one thread at a time: the one that evaluates.
 */
public final class Problems {
    private static final int SHOWN = 10;

    /** In words that could be declarations of the cell itself. */
    private static final Pattern SYMBOL = Pattern.compile("symbol:\\s+\\w+ ([\\w$]+)");

    private final JShell shell;
    private final Place cell;
    private final String code;
    private final List<Problem> found = new ArrayList<>();

    /**
     * @param cell where the code stands in the cell
     * @param code all of it
     */
    public Problems(JShell shell, Place cell, String code) {
        this.shell = shell;
        this.cell = cell;
        this.code = code;
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Adds what JShell says of a snippet that it has refused. */
    public void addRefused(Snippet snippet, Piece piece) {
        add(shell.diagnostics(snippet).filter(Diag::isError).toList(), piece);
    }

    /** Adds errors of a piece. */
    public void add(List<Diag> errors, Piece piece) {
        errors.forEach(error -> found.add(Problem.of(error, piece.source(), piece.in(cell))));
    }

    /** Adds what a trial finds wrong with a piece; it is neither declared nor run. */
    public void addOnTrial(Piece piece) {
        for (var snippet : shell.sourceCodeAnalysis().sourceToSnippets(piece.source())) {
            addRefused(snippet, piece);
        }
    }

    /** Adds what is wrong with pieces that were not reached, apart from names that those before them would have declared. */
    public void addUnreached(List<Piece> pieces) {
        int before = found.size();
        pieces.forEach(this::addOnTrial);
        found.subList(before, found.size()).removeIf(this::isOfTheCell);
    }

    private boolean isOfTheCell(Problem problem) {
        var symbol = SYMBOL.matcher(problem.message());
        return problem.startsWith("cant.resolve")
                && symbol.find()
                && Pattern.compile("[\\w>\\]]\\s+" + Pattern.quote(symbol.group(1)) + "\\b")
                        .matcher(code)
                        .find();
    }

    /** Returns the first problem with its help in one line. */
    public String inShort() {
        var first = found.getFirst();
        return first.words() + "."
                + Slip.helpFor(first, new Scope(shell, code))
                        .map(help -> " " + help)
                        .orElse("");
    }

    /**
     * Returns what to show of all of them.
     *
     * @param progress what to say of the part of the cell that has run
     */
    public Failure report(String progress) {
        var shown = withoutConsequences();
        var scope = new Scope(shell, code);
        var helped = new HashSet<String>();
        var lines = new ArrayList<String>();
        lines.add(Paint.strong(cell.cell() + " does not compile")
                + (shown.size() == 1 ? "" : ": " + shown.size() + " errors"));
        for (var problem : shown.subList(0, Math.min(SHOWN, shown.size()))) {
            lines.add(
                    (lines.size() == 1 ? "" : "\n") + Paint.strong("line " + problem.line() + ": " + problem.words()));
            lines.add("    " + problem.text());
            lines.add("    " + Paint.strong(problem.carets()));
            Slip.helpFor(problem, scope).filter(helped::add).ifPresent(help -> lines.add(Paint.help(help)));
        }
        if (shown.size() > SHOWN) {
            lines.add("\nand " + (shown.size() - SHOWN) + " more errors");
        }
        if (!progress.isEmpty()) {
            lines.add("\n" + progress);
        }
        var first = shown.getFirst();
        return new Failure("CompilationException", "line " + first.line() + ": " + first.words(), lines);
    }

    // what a call can throw is not known as long as it is not known what is called
    private boolean isConsequence(Problem problem) {
        return problem.is("except.never.thrown.in.try")
                && found.stream()
                        .anyMatch(other -> other.source().equals(problem.source()) && other.startsWith("cant.resolve"));
    }

    /** Behind a place where the form is wrong the compiler guesses, and what else it finds in that line is wrong too. */
    private List<Problem> withoutConsequences() {
        var wrongForm = new HashSet<Integer>();
        var kept = new ArrayList<Problem>();
        for (var problem : found) {
            if (!wrongForm.contains(problem.line()) && !isConsequence(problem)) {
                kept.add(problem);
            }
            if (problem.isForm()) {
                wrongForm.add(problem.line());
            }
        }
        return kept;
    }
}
