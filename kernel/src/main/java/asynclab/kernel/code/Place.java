package asynclab.kernel.code;

/**
 * Where a piece of code stands.
 *
 * @param number the cell's
 * @param line the piece's first line in that cell, from 1
 */
public record Place(int number, int line) {
    /** Returns what a stack trace calls the cell, also as the name of its source file: "Cell 14". */
    public String cell() {
        return "Cell " + number;
    }
}
