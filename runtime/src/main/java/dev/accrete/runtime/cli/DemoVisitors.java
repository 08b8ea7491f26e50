package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledProject;
import dev.accrete.runtime.cli.terminal.Numbers;
import dev.accrete.runtime.compare.Comparison;
import dev.accrete.runtime.compare.Rows;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds a visitor who turned out to be an earlier one, as an example with names. */
final class DemoVisitors {
  private static final long ALL = 1_000_000;

  private final CompiledProject project;
  private Map<String, Map<String, String>> before = Map.of();

  DemoVisitors(CompiledProject project) {
    this.project = project;
  }

  /** Notes who the visitors are before a run; none before the first. */
  void before(Database database) {
    before = rows(database, "visitors", "stitched_user_id");
  }

  /** Tells of one visitor whose row went in the run. */
  Optional<String> after(Database database) {
    Map<String, Map<String, String>> now = rows(database, "visitors", "stitched_user_id");
    Map<String, Map<String, String>> users = rows(database, "id_map", "domain_userid");
    List<String> gone =
        before.keySet().stream()
            .filter(id -> !now.containsKey(id) && users.containsKey(id))
            .filter(id -> before.containsKey(user(users, id)) && now.containsKey(user(users, id)))
            .toList();
    return gone.stream()
        .findFirst()
        .map(id -> sentence(gone.size(), id, user(users, id), now.get(user(users, id))));
  }

  private String sentence(
      int count, String cookie, String user, @Nullable Map<String, String> row) {
    String people =
        count == 1 ? "1 visitor's row went" : Numbers.count(count) + " visitors' rows went";
    String earlier = before.getOrDefault(user, Map.of()).getOrDefault("sessions", "no");
    String later = row == null ? "" : row.getOrDefault("sessions", "");
    return "In this load "
        + people
        + ". One of them, the cookie "
        + cookie.substring(0, Math.min(8, cookie.length()))
        + "..., is "
        + user
        + ": that row had "
        + earlier
        + " sessions, and has "
        + later
        + " now.";
  }

  private static String user(Map<String, Map<String, String>> users, String cookie) {
    return users.getOrDefault(cookie, Map.of()).getOrDefault("user_id", "");
  }

  /** A model's rows by one of their columns; empty where the table is not there yet. */
  private Map<String, Map<String, String>> rows(Database database, String model, String key) {
    Map<String, Map<String, String>> rows = new TreeMap<>();
    try (Session session = database.session("accrete demo", StatementListener.NONE)) {
      Relations relations = new Relations(project, session, Connector.state(project, database));
      Rows read = new Comparison(session, database.dialect()).rows(relations.from(model), ALL);
      for (List<@Nullable String> row : read.rows()) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < row.size(); i++) {
          String value = row.get(i);
          if (value != null) {
            values.put(read.columns().get(i).name().toLowerCase(Locale.ROOT), value);
          }
        }
        rows.put(values.getOrDefault(key, ""), values);
      }
    }
    return rows;
  }
}
