/** The launcher, tried by a shell script with stand-ins for Maven and Java. */
@NullMarked
package dev.accrete.tests.launcher;

import org.jspecify.annotations.NullMarked;
