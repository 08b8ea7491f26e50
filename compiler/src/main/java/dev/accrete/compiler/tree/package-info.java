/**
 * Our own tree of a model: a small sealed family of relations and expressions with their places,
 * that the derivation works on.
 *
 * <p>It knows no parser. Columns are numbers into the input's fields, so that rules can move
 * expressions through operators by substitution alone.
 */
@NullMarked
package dev.accrete.compiler.tree;

import org.jspecify.annotations.NullMarked;
