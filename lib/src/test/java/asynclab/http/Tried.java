package asynclab.http;

/** Counts the bad inputs a test class has tried, and says so at its end, with what all before it tried. One thread only. */
public final class Tried {
    private static int all;

    private final String what;
    private int count;

    public Tried(String what) {
        this.what = what;
    }

    public void one() {
        count++;
    }

    public void print() {
        all += count;
        System.out.println("bad inputs tried, " + what + ": " + count + "; so far in all: " + all);
    }
}
