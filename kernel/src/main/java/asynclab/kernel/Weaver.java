package asynclab.kernel;

/** Rewrites the classes of cells before they are defined. */
final class Weaver {
    private Weaver() {}

    /** Returns the class to define in place of the given one. */
    static byte[] weave(byte[] bytes) {
        return bytes;
    }
}
