/**
 * Ends what a cell runs: checkpoints woven into its classes, which cost nothing until there is something to stop, and the
 * interrupt that reaches every thread of the cell.
 */
@NullMarked
package asynclab.kernel.stop;

import org.jspecify.annotations.NullMarked;
