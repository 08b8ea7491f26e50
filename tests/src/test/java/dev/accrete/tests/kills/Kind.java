package dev.accrete.tests.kills;

/** What is killed. */
enum Kind {
  DUCKDB("the process, on DuckDB"),
  RUNNER("the process, on PostgreSQL"),
  CONNECTION("its connections, on PostgreSQL"),
  SERVER("the server, PostgreSQL");

  private final String words;

  Kind(String words) {
    this.words = words;
  }

  /** As the page of counts has it. */
  String words() {
    return words;
  }
}
