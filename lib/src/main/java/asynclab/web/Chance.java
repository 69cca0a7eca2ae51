package asynclab.web;

/**
 * Numbers that look random and are not: each is a pure function of a seed, of what it is for, and of a count. Nothing
 * is kept between two calls, so the order of requests, and how many threads send them, cannot change an outcome.
 *
 * <p>The mixing is SplitMix64's finaliser (Steele, Lea and Flood, "Fast splittable pseudorandom number generators",
 * OOPSLA 2014) over a 64-bit FNV-1a hash of the text; {@code String.hashCode} would let many paths collide.
 */
final class Chance {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private Chance() {}

    /** A number from 0 (inclusive) to 1 (exclusive). */
    static double at(long seed, String what, long n) {
        return (bits(seed, what, n) >>> 11) * 0x1.0p-53;
    }

    /** A whole number from 0 (inclusive) to {@code bound} (exclusive). */
    static int below(int bound, long seed, String what, long n) {
        return (int) (at(seed, what, n) * bound);
    }

    /** 64 bits. */
    static long bits(long seed, String what, long n) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < what.length(); i++) {
            hash = (hash ^ what.charAt(i)) * FNV_PRIME;
        }
        return mix(mix(seed * GOLDEN ^ hash) + n * GOLDEN);
    }

    private static long mix(long z) {
        long y = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long x = (y ^ (y >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }
}
