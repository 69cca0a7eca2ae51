/** The code of cells on its way into JShell: split into snippets, checked, and its lines kept track of. */
@NullMarked
package asynclab.kernel.code;

import org.jspecify.annotations.NullMarked;
