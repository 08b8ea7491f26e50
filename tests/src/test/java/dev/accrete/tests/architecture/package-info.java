/** The walls: who may import what, how things are named, what may stand in the repository. */
@NullMarked
package dev.accrete.tests.architecture;

import org.jspecify.annotations.NullMarked;
