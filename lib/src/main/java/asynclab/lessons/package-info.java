/** One class a lesson: what its notebook opens in the first cell. */
@NullMarked
package asynclab.lessons;

import org.jspecify.annotations.NullMarked;
