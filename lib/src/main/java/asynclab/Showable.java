package asynclab;

/** Something a person can look at: a timeline, a table of timings, a progress bar. Notebooks draw it, terminals print it. */
public interface Showable {
    /** What this looks like now. */
    Picture picture();
}
