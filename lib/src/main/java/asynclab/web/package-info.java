/**
 * The local web every lesson talks to: {@link asynclab.web.PracticeWeb} with its routes, {@link asynclab.web.Site}
 * with its pages and faults, and the {@link asynclab.web.AccessLog} that says what a program really sent. It answers
 * this machine only.
 */
@NullMarked
package asynclab.web;

import org.jspecify.annotations.NullMarked;
