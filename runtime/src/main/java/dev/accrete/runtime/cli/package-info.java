/** The command line: the one place that writes to standard output. */
@NullMarked
package dev.accrete.runtime.cli;

import org.jspecify.annotations.NullMarked;
