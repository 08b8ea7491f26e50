/** Inputs that are damaged at random: the compiler has to say what is wrong with them. */
@NullMarked
package dev.accrete.tests.fuzz;

import org.jspecify.annotations.NullMarked;
