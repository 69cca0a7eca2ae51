/** The mechanism behind the door: JFR reading, SVG writing, the screen. Never imported by a notebook. */
@NullMarked
package asynclab.internal;

import org.jspecify.annotations.NullMarked;
