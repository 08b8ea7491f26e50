package dev.accrete.tests.benchmarks.server;

import java.time.Instant;

/**
 * A statement as the server's log has it.
 *
 * @param session which connection sent it
 * @param begun when the server took it up, to about a millisecond
 * @param ended when the server was done with it
 * @param sql its text, without the comment that names the run
 */
record LoggedStatement(String session, Instant begun, Instant ended, String sql) {
  double millis() {
    return java.time.Duration.between(begun, ended).toNanos() / 1e6;
  }
}
