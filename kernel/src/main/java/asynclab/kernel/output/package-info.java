/** What cells show, and under which cell: threads, the text they print, display data, on their way to the front end. */
@NullMarked
package asynclab.kernel.output;

import org.jspecify.annotations.NullMarked;
