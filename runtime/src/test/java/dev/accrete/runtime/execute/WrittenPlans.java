package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.duckdb.DuckDbDialect;
import dev.accrete.compiler.dialect.state.StateSql;
import dev.accrete.compiler.load.ModelFile.Materialization;
import dev.accrete.compiler.load.SourceDeclaration.Arrival;
import dev.accrete.compiler.load.SourceDeclaration.Grain;
import dev.accrete.compiler.load.SourceDeclaration.LoadedAt;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.compiler.plan.ModelPlan.Full;
import dev.accrete.compiler.plan.ModelPlan.Recompute;
import dev.accrete.compiler.plan.ModelPlan.RoutePlan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Plans as the compiler would make them, written by hand: the founding example and a reader of it.
 */
final class WrittenPlans {
  static final RelationName EVENTS = new RelationName("atomic", "events");
  static final RelationName SESSIONS = new RelationName("derived", "sessions");
  static final RelationName VISITORS = new RelationName("derived", "visitors");

  private final Dialect dialect = new DuckDbDialect();
  private final StateSql state = new StateSql(dialect, "accrete", "web", "derived");
  private final LoadedAt loadedAt;
  private final Arrival arrival;

  WrittenPlans(Grain grain) {
    this(grain, Arrival.ANY);
  }

  WrittenPlans(Grain grain, Arrival arrival) {
    this.arrival = arrival;
    this.loadedAt = new LoadedAt("etl_tstamp", grain);
  }

  static String sessionsOver(String events) {
    return "SELECT domain_userid, domain_sessionidx, MIN(derived_tstamp) AS tstamp,"
        + " COUNT(DISTINCT page_url) AS distinct_pages_visited\nFROM "
        + events
        + "\nGROUP BY 1, 2";
  }

  static String visitorsOver(String sessions) {
    return "SELECT domain_userid, COUNT(*) AS sessions, CAST(SUM(distinct_pages_visited) AS BIGINT) AS pages,"
        + " MIN(tstamp) AS first_seen\nFROM "
        + sessions
        + " GROUP BY 1";
  }

  StateSql state() {
    return state;
  }

  ModelPlan sessions() {
    return sessions("f1", true);
  }

  ModelPlan sessions(String fingerprint, boolean publishes) {
    InputPlan events = InputPlan.appended("atomic.events", EVENTS, loadedAt, arrival, List.of());
    String pinned =
        "(SELECT * FROM atomic.events AS e WHERE " + state.pinned(EVENTS, loadedAt, "e");
    String route =
        "SELECT DISTINCT domain_userid, domain_sessionidx FROM atomic.events AS e WHERE "
            + state.changed(EVENTS, loadedAt, "e");
    return plan(
        "sessions",
        SESSIONS,
        List.of("domain_userid", "domain_sessionidx", "tstamp", "distinct_pages_visited"),
        List.of("domain_userid", "domain_sessionidx"),
        fingerprint,
        events,
        publishes,
        sessionsOver(pinned + ") AS events"),
        sessionsOver(
            pinned
                + " AND "
                + touched("e", "sessions_keys", "domain_userid", "domain_sessionidx")
                + ") AS events"),
        route);
  }

  ModelPlan visitors() {
    InputPlan sessions =
        new InputPlan("sessions", InputPlan.Kind.MODEL, SESSIONS, Optional.empty());
    return plan(
        "visitors",
        VISITORS,
        List.of("domain_userid", "sessions", "pages", "first_seen"),
        List.of("domain_userid"),
        "v1",
        sessions,
        false,
        visitorsOver("derived.sessions"),
        visitorsOver(
            "(SELECT * FROM derived.sessions AS s WHERE "
                + touched("s", "visitors_keys", "domain_userid")
                + ") AS sessions"),
        state.changedRows("sessions", List.of("domain_userid")));
  }

  private ModelPlan plan(
      String model,
      RelationName target,
      List<String> columns,
      List<String> keys,
      String fingerprint,
      InputPlan input,
      boolean publishes,
      String all,
      String some,
      String route) {
    String staged = model + "_rows";
    String names = String.join(", ", columns);
    String table = target.plain();
    String insert = "INSERT INTO " + table + " (" + names + ") SELECT " + names + " FROM ";
    String touched = touched("t", model + "_keys", keys.toArray(String[]::new));
    Full full =
        new Full(
            staged,
            "SELECT * FROM " + table + " WHERE 1 = 0",
            new Statement("Stage all rows of " + model, dialect.stage(staged, all)),
            new Statement("Create the table", dialect.create(target, "SELECT * FROM " + staged)),
            new Statement("Empty the table", "DELETE FROM " + table),
            new Statement("Fill it", insert + staged));
    String keyNames = String.join(", ", keys);
    Recompute recompute =
        new Recompute(
            keys,
            model + "_keys",
            model + "_old",
            model + "_new",
            new Statement(
                "The keys that may have changed",
                dialect.stageEmpty(model + "_keys", "SELECT " + keyNames + " FROM " + table)),
            List.of(
                new RoutePlan(
                    input.name(),
                    "Changed rows touch their own keys",
                    "INSERT INTO " + model + "_keys",
                    route)),
            new Statement(
                "Count the touched keys",
                "SELECT COUNT(*) FROM (SELECT DISTINCT "
                    + keyNames
                    + " FROM "
                    + model
                    + "_keys) AS k"),
            List.of(),
            new Statement(
                "The rows that leave",
                dialect.stage(model + "_old", "SELECT * FROM " + table + " AS t WHERE " + touched)),
            new Statement("The rows that come", dialect.stage(model + "_new", some)),
            new Statement(
                "Delete the rows of touched keys",
                "DELETE FROM " + table + " AS t WHERE " + touched),
            new Statement("Insert their new rows", insert + model + "_new"),
            false,
            List.of());
    return new ModelPlan(
        model,
        Materialization.TABLE,
        target,
        columns,
        fingerprint,
        List.of(input),
        publishes,
        full,
        Optional.of(recompute));
  }

  private String touched(String alias, String keys, String... columns) {
    return "EXISTS (SELECT 1 FROM "
        + keys
        + " AS k WHERE "
        + List.of(columns).stream()
            .map(c -> dialect.nullSafeEquals("k." + c, alias + "." + c))
            .collect(Collectors.joining(" AND "))
        + ")";
  }
}
