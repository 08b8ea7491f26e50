package dev.accrete.tests.benchmarks.server;

import dev.accrete.tests.benchmarks.ManyModels;
import java.util.ArrayList;
import java.util.List;

/** The tables that {@link ManyModels} reads, filled by PostgreSQL itself; a batch is an hour. */
final class EventTables {
  private static final String WORDS =
      "(ARRAY['web', 'app', 'mail', 'search', 'social', 'paid', 'direct', 'trial', 'order', 'quote'])";

  private EventTables() {}

  /** Creates them, with as many rows in each batch. */
  static List<String> create(int batches, int rows) {
    List<String> all = new ArrayList<>(List.of("CREATE SCHEMA atomic"));
    for (int i = 1; i <= ManyModels.sources(); i++) {
      StringBuilder columns = new StringBuilder();
      ManyModels.texts().forEach(c -> columns.append(", ").append(c).append(" varchar(255)"));
      ManyModels.numbers().forEach(c -> columns.append(", ").append(c).append(" integer"));
      all.add(
          "CREATE TABLE atomic.events_"
              + i
              + " (event_id varchar(36), etl_tstamp timestamp, collector_tstamp timestamp, derived_tstamp timestamp,"
              + " domain_userid varchar(255), domain_sessionid varchar(255)"
              + columns
              + ")");
      all.add(
          "CREATE TABLE atomic.context_"
              + i
              + " (root_id varchar(36), root_tstamp timestamp, id varchar(36), label varchar(255), weight integer)");
    }
    all.add(
        "CREATE TABLE atomic.countries (country varchar(2), country_name varchar(100), region_name varchar(100))");
    all.add(
        "INSERT INTO atomic.countries VALUES ('DE', 'Germany', 'Europe'), ('FR', 'France', 'Europe'), ('US', 'United States', 'America')");
    for (int batch = 0; batch < batches; batch++) {
      all.addAll(load(batch, rows));
    }
    all.add("ANALYZE");
    return all;
  }

  /** Loads the next batch into each. */
  static List<String> load(int batch, int rows) {
    List<String> all = new ArrayList<>();
    String time = "TIMESTAMP '2026-01-01 00:00:00' + INTERVAL '1 hour' * " + batch;
    String numbers =
        " FROM generate_series(" + batch * rows + ", " + ((batch + 1) * rows - 1) + ") AS s (n)";
    for (int i = 1; i <= ManyModels.sources(); i++) {
      StringBuilder columns = new StringBuilder();
      int c = 0;
      for (String column : ManyModels.texts()) {
        columns.append(", ").append(text(column, i, c++));
      }
      for (int k = 0; k < ManyModels.numbers().size(); k++) {
        columns.append(", abs(").append(hash(i, c++)).append(") % 5000");
      }
      all.add(
          "INSERT INTO atomic.events_"
              + i
              + " SELECT 'e' || n, "
              + time
              + ", "
              + time
              + " - INTERVAL '1 minute', "
              + time
              + " - INTERVAL '1 second' * (n % 3600), 'u' || n % 200, 's' || n % 600"
              + columns
              + numbers);
      all.add(
          "INSERT INTO atomic.context_"
              + i
              + " SELECT 'e' || n, "
              + time
              + ", 'c' || n, "
              + word(i, 90)
              + ", abs("
              + hash(i, 91)
              + ") % 900"
              + numbers
              + " WHERE n % 5 > 0");
    }
    return all;
  }

  private static String text(String column, int table, int number) {
    return switch (column) {
      case "app_id" -> "(ARRAY['shop', 'blog', 'web'])[1 + n % 3]";
      case "geo_country" -> "(ARRAY['de', 'fr', 'us', 'gb'])[1 + n % 4]";
      default -> word(table, number);
    };
  }

  private static String word(int table, int number) {
    return WORDS + "[1 + abs(" + hash(table, number) + ") % 10]";
  }

  private static String hash(int table, int column) {
    return "hashint4(n * 131 + " + (table * 1_000 + column) + ") / 2";
  }
}
