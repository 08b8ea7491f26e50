/**
 * The laws that the derivation rests on, as plain SQL over random small databases: for each the
 * sound rule, which must hold, and the tempting one, which must be seen to fail.
 */
@NullMarked
package dev.accrete.tests.laws;

import org.jspecify.annotations.NullMarked;
