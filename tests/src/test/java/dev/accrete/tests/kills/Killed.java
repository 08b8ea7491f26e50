package dev.accrete.tests.kills;

/**
 * A run that was killed, after which everything was right.
 *
 * @param outcome what of it the next run found
 */
record Killed(Kind kind, Killing.Hit hit, Outcome outcome) {}
