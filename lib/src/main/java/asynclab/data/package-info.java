/**
 * Work with data on disk: {@link asynclab.data.AsyncDatabase}, an embedded database behind a connection pool. Apart from
 * the door, so that nobody loads a database who wants none.
 */
@NullMarked
package asynclab.data;

import org.jspecify.annotations.NullMarked;
