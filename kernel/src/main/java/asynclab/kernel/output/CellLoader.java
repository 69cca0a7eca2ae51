package asynclab.kernel.output;

/**
 * Marks a thread, and every thread that it starts, as a cell's: the one thing beside inheritable thread locals that a
 * new thread takes from its parent is the context class loader. An inheritable thread local makes starting virtual
 * threads a third slower (each gets a copy of the map); this costs nothing, and can be asked of any thread by public API.
 *
 * <p>It loads nothing itself: whoever asks it for a class gets what its parent has.
 */
final class CellLoader extends ClassLoader {
    private final Cell cell;

    CellLoader(Cell cell, ClassLoader parent) {
        super("cell-" + cell.number(), parent);
        this.cell = cell;
    }

    Cell cell() {
        return cell;
    }
}
