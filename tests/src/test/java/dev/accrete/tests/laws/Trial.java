package dev.accrete.tests.laws;

import dev.accrete.runtime.engine.Session;
import dev.accrete.tests.laws.Law.Rule;
import java.util.List;

/** Keeps a table up to date by a rule through all states, and compares it with its query. */
final class Trial {
  private final Session session;
  private final RandomDatabases databases;
  private final Rule rule;
  private int state;
  private int evaluations;

  private Trial(Session session, RandomDatabases databases, Rule rule) {
    this.session = session;
    this.databases = databases;
    this.rule = rule;
  }

  /**
   * Plays a rule.
   *
   * @return the databases in which the table was wrong in some state
   */
  static List<Long> wrong(Session session, RandomDatabases databases, Rule rule) {
    return new Trial(session, databases, rule).wrong();
  }

  private List<Long> wrong() {
    enter(0);
    make("stored", query());
    make("wrong", "SELECT CAST(0 AS BIGINT) AS db WHERE FALSE");
    rule.part("side at start").ifPresent(side -> make("side", side));
    for (int state = 1; state <= RandomDatabases.LAST_STATE; state++) {
      enter(state);
      rule.part("side").ifPresent(side -> make("side", side));
      make("stored", rule.part("table").orElseGet(this::recomputed));
      if (rule.part("compared").orElse("1 2 3").contains(String.valueOf(state))) {
        make("wrong", "FROM wrong UNION " + difference());
      }
    }
    return session.query("read", "FROM wrong ORDER BY db", row -> row.number(1));
  }

  private void enter(int next) {
    state = next;
    databases.enter(next, rule.optional("grows"), rule.optional("stays"));
  }

  /** Stored rows of untouched keys, and rows of the query by touched keys. */
  private String recomputed() {
    make("touched", "SELECT DISTINCT db, p FROM (\n" + rule.required("keys") + "\n)");
    String scanned = query();
    for (String input : List.of("l", "r")) {
      String scan = rule.part("scan " + input).map(s -> "(\n" + s + "\n)").orElse(input + "_new");
      scanned = scanned.replace(input + "_new", scan);
    }
    String touched =
        " EXISTS (SELECT 1 FROM touched WHERE touched.db = x.db AND touched.p IS NOT DISTINCT FROM"
            + " x.p)";
    return "SELECT * FROM stored AS x WHERE NOT"
        + touched
        + "\nUNION ALL\nSELECT * FROM (\n"
        + scanned
        + "\n) AS x WHERE"
        + touched;
  }

  private String difference() {
    if (rule.part("wrong").isPresent()) {
      return rule.required("wrong");
    }
    make("rebuilt", query());
    return """
        SELECT db FROM (FROM stored EXCEPT ALL FROM rebuilt)
        UNION SELECT db FROM (FROM rebuilt EXCEPT ALL FROM stored)
        """;
  }

  /** The query over the present state; each evaluation has its own luck with ties. */
  private String query() {
    return rule.required("query").replace("{luck}", String.valueOf(++evaluations));
  }

  private void make(String table, String select) {
    String now = select.replace("{state}", String.valueOf(state));
    session.execute("make next", "CREATE OR REPLACE TEMPORARY TABLE next AS\n" + now);
    session.execute(
        "make " + table, "CREATE OR REPLACE TEMPORARY TABLE " + table + " AS FROM next");
  }
}
