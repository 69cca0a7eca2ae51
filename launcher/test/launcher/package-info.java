/** Tests of the launcher. */
package launcher;
