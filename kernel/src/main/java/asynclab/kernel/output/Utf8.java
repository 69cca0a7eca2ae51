package asynclab.kernel.output;

/** Where the characters of UTF-8 end (RFC 3629). */
final class Utf8 {
    private Utf8() {}

    /**
     * Returns how many of the bytes make whole characters: all, but for the begin of one that may go on in bytes to come.
     * What is no UTF-8 at all counts as whole.
     */
    static int whole(byte[] bytes) {
        int last = bytes.length - 1;
        int least = Math.max(0, bytes.length - 3); // a character has at most 4 bytes
        while (last >= least && (bytes[last] & 0xC0) == 0x80) {
            last--;
        }
        if (last < least) {
            return bytes.length;
        }
        int first = bytes[last] & 0xFF;
        int length = first >= 0xF0 && first <= 0xF4
                ? 4
                : first >= 0xE0 && first < 0xF0 ? 3 : first >= 0xC2 && first < 0xE0 ? 2 : 1;
        return last + length > bytes.length ? last : bytes.length;
    }
}
