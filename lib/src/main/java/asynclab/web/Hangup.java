package asynclab.web;

import java.io.IOException;
import java.io.Serial;

/**
 * Ends a request by closing its connection: thrown out of the handler, it makes the server drop the socket at once.
 */
final class Hangup extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    Hangup(String why) {
        super(why);
    }
}
