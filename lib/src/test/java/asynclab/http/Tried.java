package asynclab.http;

/** Counts the bad inputs a test class has tried, and says so at its end. One thread only. */
public final class Tried {
    private final String what;
    private int count;

    public Tried(String what) {
        this.what = what;
    }

    public void one() {
        count++;
    }

    public void print() {
        System.out.println("bad inputs tried, " + what + ": " + count);
    }
}
