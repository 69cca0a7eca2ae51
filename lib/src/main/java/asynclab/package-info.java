/** The door of the library: what a notebook imports. */
@NullMarked
package asynclab;

import org.jspecify.annotations.NullMarked;
