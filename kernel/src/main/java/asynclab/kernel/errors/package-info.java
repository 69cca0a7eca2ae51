/** What a learner reads when a cell fails: in the run, or because it does not compile. */
@NullMarked
package asynclab.kernel.errors;

import org.jspecify.annotations.NullMarked;
