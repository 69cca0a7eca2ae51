package asynclab.kernel.stop;

/** What the classes of cells call at the start of each method and before each jump backwards. Public for these calls. */
public final class Checkpoint {
    /** The method to call where the JVM can redefine classes: it costs nothing while there is nothing to stop. */
    static final String FREE = "pass";

    /** The method to call elsewhere: it reads a field each time, which makes small loops up to twice as slow. */
    static final String READING = "look";

    private Checkpoint() {}

    /** Does nothing, so the compiler leaves the call out. {@link Switch} puts a call of {@link #look} here for a while. */
    public static void pass() {}

    /**
     * Ends the calling thread if it is to be stopped.
     *
     * @throws CellStopped when it is
     */
    public static void look() {
        Stops.look();
    }
}
