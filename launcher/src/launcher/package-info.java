/** The launcher: a source program (JEP 458), started by Lab.java on JDK 25. */
package launcher;
