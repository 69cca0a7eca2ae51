/**
 * The Jupyter side, as an extension of the JJava kernel: renderers, live views that update in place, the {@code
 * %%timeline} magic. Knows the rest of the library; nothing else knows it, and no notebook imports it.
 */
@NullMarked
package asynclab.notebook;

import org.jspecify.annotations.NullMarked;
