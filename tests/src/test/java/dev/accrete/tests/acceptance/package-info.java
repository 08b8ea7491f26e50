/**
 * What a user must be able to rely on, shown on the shipped models: real and generated events,
 * faults at every statement, the command line.
 */
@NullMarked
package dev.accrete.tests.acceptance;

import org.jspecify.annotations.NullMarked;
