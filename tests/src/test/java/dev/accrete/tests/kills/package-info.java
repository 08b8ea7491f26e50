/**
 * Runs that are killed at random moments: the process, its connection, or the server. After each
 * the next run has to leave every table as a full rebuild would, and nothing else behind.
 */
@NullMarked
package dev.accrete.tests.kills;

import org.jspecify.annotations.NullMarked;
