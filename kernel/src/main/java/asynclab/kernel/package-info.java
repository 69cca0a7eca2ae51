/** The course's Java kernel, on JJava's classes: output, tasks, interrupts and values as a learner of concurrency needs them. */
@NullMarked
package asynclab.kernel;

import org.jspecify.annotations.NullMarked;
