package asynclab.kernel.code;

import java.util.List;

/** Says how far a cell came that failed half way. */
public final class Progress {
    private Progress() {}

    /**
     * Says what has run of a cell before the compiler refused the rest; an empty text if there was nothing else in it.
     *
     * @param refused the number of the piece that does not compile, from 0
     */
    public static String beforeRefusal(List<Piece> pieces, int refused, Place code) {
        if (refused == 0) {
            return pieces.size() == 1 ? "" : "Nothing of the cell has run.";
        }
        return pieces.get(refused).firstLine() == pieces.get(refused - 1).lastLine()
                ? "What stands before it has run, the rest has not."
                : lines(pieces.getFirst().firstLine(), pieces.get(refused - 1).lastLine(), code)
                        + " run, the rest has not.";
    }

    /**
     * Says what has not run of a cell that has thrown; an empty text if that was its end.
     *
     * @param failed the number of the piece that has thrown, from 0
     */
    public static String afterThrow(List<Piece> pieces, int failed, Place code) {
        return failed == pieces.size() - 1
                ? ""
                : lines(pieces.get(failed + 1).firstLine(), pieces.getLast().lastLine(), code) + " not run.";
    }

    private static String lines(int from, int to, Place code) {
        int first = code.line() + from - 1;
        int last = code.line() + to - 1;
        return first == last ? "Line " + first + " has" : "Lines " + first + " to " + last + " have";
    }
}
