/**
 * Carries out what the compiler planned: connections, state, transactions, reports and the command
 * line.
 */
@NullMarked
package dev.accrete.runtime;

import org.jspecify.annotations.NullMarked;
