package dev.accrete.runtime.sample;

/**
 * Where a session begins: all that the session is generated from, beside the seed.
 *
 * @param number of the session, from 0
 * @param person by number
 * @param device 0 or 1
 * @param generation which cookie in a row
 * @param index domain_sessionidx: which session of the cookie, from 1
 * @param millis when, in milliseconds since 1970
 * @param login whether and when the visitor logs in
 * @param identifies whether this is the cookie's first login and another cookie showed the user
 */
record SessionStart(
    long number,
    int person,
    int device,
    int generation,
    int index,
    long millis,
    Login login,
    boolean identifies) {
  /** When in a session its events get a user id. */
  enum Login {
    NEVER,
    LATER,
    FROM_START
  }
}
