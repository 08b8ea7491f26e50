/** Golden cases: whole projects, with what the compiler makes of them in files that people read. */
@NullMarked
package dev.accrete.tests.golden;

import org.jspecify.annotations.NullMarked;
