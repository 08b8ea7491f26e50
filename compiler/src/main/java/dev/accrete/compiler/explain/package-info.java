/**
 * Beside step 7 of 8: tells a derivation as a colleague would, in Markdown.
 *
 * <p>It reads certificates and trees only. The texts of expressions and relations here are for
 * people; SQL for engines is printed elsewhere.
 */
@NullMarked
package dev.accrete.compiler.explain;

import org.jspecify.annotations.NullMarked;
