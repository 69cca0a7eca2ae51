/** The tasks of cells: which threads they are, what they do, how they are told of and stopped. */
@NullMarked
package asynclab.kernel.tasks;

import org.jspecify.annotations.NullMarked;
