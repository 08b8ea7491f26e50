package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.tests.acceptance.Warehouse;
import java.util.List;
import java.util.stream.Stream;

/** The source tables of {@link KitModels}, and what happens to them. */
public final class KitTables {
  private final Warehouse warehouse;
  private final int lag;

  /**
   * The tables of a warehouse.
   *
   * @param lag how many numbers of changes later an edge goes again
   */
  public KitTables(Warehouse warehouse, int lag) {
    this.warehouse = warehouse;
    this.lag = lag;
  }

  /** Creates them, with a few rows. */
  public void create() {
    warehouse.execute("CREATE SCHEMA raw");
    warehouse.execute(
        "CREATE TABLE raw.orders (id INTEGER, customer INTEGER, amount DECIMAL(8,2), note VARCHAR(20), happened TIMESTAMP, etl TIMESTAMP)");
    warehouse.execute(
        "CREATE TABLE raw.clicks (customer INTEGER, page VARCHAR(20), etl TIMESTAMP)");
    warehouse.execute("CREATE TABLE raw.customers (id INTEGER, region VARCHAR(20))");
    warehouse.execute("CREATE TABLE raw.pairs (a VARCHAR(10), b VARCHAR(10))");
    for (String schema : List.of("arriving", "sent", "raw")) {
      if (!schema.equals("raw")) {
        warehouse.execute("CREATE SCHEMA " + schema);
      }
      warehouse.execute(
          "CREATE TABLE "
              + schema
              + ".visits (id INTEGER, customer INTEGER, happened TIMESTAMP, undeclared INTEGER)");
      warehouse.execute("CREATE TABLE " + schema + ".marks (visit INTEGER, mark VARCHAR(20))");
    }
    visit(0);
    warehouse.execute(
        "INSERT INTO raw.customers VALUES (1, 'eu'), (2, 'us'), (3, NULL), (3, 'eu')");
    warehouse.execute(
        "INSERT INTO raw.pairs VALUES ('a', 'b'), ('c', 'd'), ('d', 'e'), ('x', NULL)");
    orders(1, "(10, 1, 5.50, 'x'), (11, 2, 2.25, NULL), (12, 3, 1, 'y'), (13, NULL, 4, 'x')");
    clicks(1, "(1, 'home'), (NULL, 'home'), (1, 'home')");
  }

  /** Orders of a day, in the batch of that day. */
  public void orders(int day, String rows) {
    warehouse.execute(
        "INSERT INTO raw.orders SELECT v.*, TIMESTAMP '2026-01-01' + "
            + day
            + " * INTERVAL '1 day', TIMESTAMP '2026-02-01' + "
            + day
            + " * INTERVAL '1 day' FROM (VALUES "
            + rows
            + ") AS v");
  }

  /** Clicks of an hour, in the batch of that hour. */
  public void clicks(int hour, String rows) {
    warehouse.execute(
        "INSERT INTO raw.clicks SELECT v.*, TIMESTAMP '2026-02-01' + "
            + hour
            + " * INTERVAL '1 hour' FROM (VALUES "
            + rows
            + ") AS v");
  }

  /** Visits arrive with marks, some of them late or early, and are written down as well. */
  public void visit(int number) {
    arrivals(number, ", 1").forEach(warehouse::execute);
  }

  /** The statements by which they do, with what the column has that nobody declared. */
  static List<String> arrivals(int number, String undeclared) {
    String visits =
        " VALUES (%1$d, %2$d, TIMESTAMP '2026-01-01' + %1$d * INTERVAL '1 hour'%4$s), (%3$d, NULL, NULL%4$s)"
            .formatted(number, number % 4, -number, undeclared);
    String marks =
        " VALUES (%d, 'm%d'), (%d, 'late'), (%d, 'early')"
            .formatted(number, number % 3, number - 1, number + 1);
    return Stream.of("sent", "arriving")
        .flatMap(
            schema ->
                Stream.of(
                    "INSERT INTO " + schema + ".visits" + visits,
                    "INSERT INTO " + schema + ".marks" + marks))
        .toList();
  }

  /** Every row that was sent is in its source's table, or still waits, once. */
  public void assertNothingIsLost(String when) {
    for (String table : List.of("visits", "marks")) {
      String there =
          "(SELECT * FROM raw.%1$s UNION ALL SELECT * FROM arriving.%1$s) AS t".formatted(table);
      assertThat(
              warehouse.rows("SELECT * FROM sent." + table + " EXCEPT ALL SELECT * FROM " + there))
          .as("%s: %s that were lost", when, table)
          .isEmpty();
      assertThat(
              warehouse.rows("SELECT * FROM " + there + " EXCEPT ALL SELECT * FROM sent." + table))
          .as("%s: %s that came twice", when, table)
          .isEmpty();
    }
  }

  /** New rows, moved ones, edges that come and go. */
  public void change(int number) {
    orders(3 + number, "(" + number + ", " + number % 4 + ", 1.5, 'n'), (10, 1, 5.50, 'x')");
    clicks(3 + number, "(" + number % 4 + ", 'shop')");
    visit(number);
    warehouse.execute("UPDATE raw.customers SET region = 'r" + number % 3 + "' WHERE id = 1");
    warehouse.execute("INSERT INTO raw.pairs VALUES ('a', 'p" + number + "')");
    warehouse.execute("DELETE FROM raw.pairs WHERE b = 'p" + (number - lag) + "'");
  }
}
