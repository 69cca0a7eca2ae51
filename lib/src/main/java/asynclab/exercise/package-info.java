/** Exercises that judge how an answer works: by what the server, the recorder and the threads saw of it. */
@NullMarked
package asynclab.exercise;

import org.jspecify.annotations.NullMarked;
