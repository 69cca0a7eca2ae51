package asynclab.kernel.errors;

import asynclab.internal.Blanked;
import java.util.ArrayDeque;
import java.util.Optional;

/** Looks for the bracket that is never closed. */
final class Brackets {
    /** @param line from 1 */
    record Open(char bracket, int line) {
        char closing() {
            return ")]}".charAt("([{".indexOf(bracket));
        }
    }

    private Brackets() {}

    /** Returns the innermost one that is open at the end; nothing if brackets are closed that were never opened. */
    static Optional<Open> unclosed(String source) {
        var code = Blanked.of(source);
        var open = new ArrayDeque<Open>();
        int line = 1;
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            if (c == '\n') {
                line++;
            } else if ("([{".indexOf(c) >= 0) {
                open.push(new Open(c, line));
            } else if (")]}".indexOf(c) >= 0 && (open.isEmpty() || open.pop().closing() != c)) {
                return Optional.empty();
            }
        }
        return Optional.ofNullable(open.peek());
    }
}
