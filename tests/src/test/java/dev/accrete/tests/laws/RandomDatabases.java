package dev.accrete.tests.laws;

import dev.accrete.runtime.engine.Session;
import java.util.List;

/**
 * Many small databases in one: each table has a column {@code db}, so that one statement tries a
 * rule on all of them.
 *
 * <p>Each has three relations, {@code l}, {@code r} and {@code s}, of up to ten rows {@code (k, j,
 * g, v)} of few values, NULLs and duplicates among them, in four states, 0 to 3. Between two states
 * rows come and go in one batch; some come and go in the same one, and are in neither state. In
 * some databases much changes, in others little. The digits of MD5 are the dice, so that every
 * machine has the same databases, and a greater number of them begins with those of a smaller one.
 */
final class RandomDatabases {
  static final int LAST_STATE = 3;
  private static final List<String> RELATIONS = List.of("l", "r", "s");
  private static final int NEVER = 99;

  private final Session session;

  /** Makes the databases. */
  RandomDatabases(Session session, int databases) {
    this.session = session;
    for (String relation : RELATIONS) {
      session.execute("make " + relation, create(relation, databases));
    }
  }

  private static String create(String relation, int databases) {
    return """
        CREATE TABLE %1$s_rows AS
        WITH sized AS (
          SELECT db, n,
            2 + %2$s %% 8 AS size,
            CASE WHEN %3$s %% 2 = 0 THEN 3 ELSE 6 END AS names,
            CASE %4$s %% 4 WHEN 0 THEN 5 WHEN 1 THEN 25 ELSE 45 END AS busy
          FROM range(1, %5$d) AS d (db), range(10) AS r (n)
        ), drawn AS (
          SELECT db, n, names, busy,
            CASE WHEN n > 0 AND %6$s %% 5 = 0 THEN n - 1 ELSE n END AS twin,
            CASE WHEN %7$s %% 100 >= busy THEN 0 ELSE 1 + %8$s %% 3 END AS born,
            CASE WHEN %9$s %% 100 >= busy THEN %10$d ELSE 1 + %11$s %% 3 END AS dies
          FROM sized
          WHERE n < size
        )
        SELECT db,
          CASE WHEN %12$s %% 8 > 0 THEN CAST(1 + %13$s %% names AS INTEGER) END AS k,
          CASE WHEN %14$s %% 8 > 0 THEN CAST(1 + %15$s %% 3 AS INTEGER) END AS j,
          CASE WHEN %16$s %% 8 > 0 THEN CAST(1 + %17$s %% 3 AS INTEGER) END AS g,
          CASE WHEN %18$s %% 8 > 0 THEN CAST(%19$s %% 6 AS INTEGER) END AS v,
          born, CASE WHEN dies < born THEN %10$d ELSE dies END AS died
        FROM drawn
        """
        .formatted(
            relation,
            dice(relation, "size", "'all'"),
            dice(relation, "names", "'all'"),
            dice(relation, "busy", "'all'"),
            databases + 1,
            dice(relation, "twin", "n"),
            dice(relation, "comes", "n"),
            dice(relation, "born", "n"),
            dice(relation, "goes", "n"),
            NEVER,
            dice(relation, "dies", "n"),
            dice(relation, "k?", "twin"),
            dice(relation, "k", "twin"),
            dice(relation, "j?", "twin"),
            dice(relation, "j", "twin"),
            dice(relation, "g?", "twin"),
            dice(relation, "g", "twin"),
            dice(relation, "v?", "twin"),
            dice(relation, "v", "twin"));
  }

  private static String dice(String relation, String what, String row) {
    return "md5_number_lower(concat_ws('/', '" + relation + "', '" + what + "', db, " + row + "))";
  }

  /**
   * Goes to a state: {@code l_old} is what the state before had, {@code l_new} what this one has,
   * {@code l_removed}, {@code l_inserted} and {@code l_changed} are what went, what came and both,
   * {@code l_all} is what there is and what was removed; {@code l_former} and {@code l_later} are
   * what two states before and the next one have.
   *
   * @param growing the relations that only grow
   * @param staying the relations that stay as they were in state 0
   */
  void enter(int state, String growing, String staying) {
    for (String relation : RELATIONS) {
      boolean grows = growing.contains(relation);
      boolean stays = staying.contains(relation);
      view(relation, "former", alive(state - 2, grows, stays));
      view(relation, "old", alive(state - 1, grows, stays));
      view(relation, "new", alive(state, grows, stays));
      view(relation, "later", alive(state + 1, grows, stays));
      view(relation, "inserted", stays || state == 0 ? "FALSE" : "born = " + state);
      view(relation, "removed", stays || grows ? "FALSE" : "died = " + state);
      union(relation, "changed", "inserted");
      union(relation, "all", "new");
    }
  }

  private static String alive(int state, boolean grows, boolean stays) {
    int in = stays ? 0 : state;
    return "born <= " + in + (grows ? "" : " AND died > " + in);
  }

  private void view(String relation, String name, String condition) {
    String select = "SELECT db, k, j, g, v FROM " + relation + "_rows WHERE " + condition;
    session.execute(
        "look at " + relation,
        "CREATE OR REPLACE TEMPORARY VIEW " + relation + "_" + name + " AS " + select);
  }

  /** The removed rows and some others. */
  private void union(String relation, String name, String others) {
    String view =
        "CREATE OR REPLACE TEMPORARY VIEW %1$s_%2$s AS FROM %1$s_%3$s UNION ALL FROM %1$s_removed";
    session.execute("look at " + relation, view.formatted(relation, name, others));
  }
}
