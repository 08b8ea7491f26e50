/**
 * What people see: tables, colours and progress, on a terminal or in a file, with or without
 * Unicode.
 */
@NullMarked
package dev.accrete.runtime.cli.terminal;

import org.jspecify.annotations.NullMarked;
