/** Side-by-side measurements, each a ratio against a peer or a limit in the same run. */
@NullMarked
package asynclab.bench;

import org.jspecify.annotations.NullMarked;
