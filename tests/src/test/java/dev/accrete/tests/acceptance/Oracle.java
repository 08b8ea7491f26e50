package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.certificate.Certificate.OpenAnswer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares each table with what its own SELECT returns now. Readers are compared over the tables
 * that they read, which are compared as well, so that all are equal only if all are what a full
 * rebuild would give.
 */
public final class Oracle {
  private Oracle() {}

  /**
   * Every table equals its SELECT as a bag, both ways.
   *
   * @return how many comparisons that took
   */
  public static int assertUpToDate(Warehouse warehouse, String when) {
    for (String model : warehouse.models()) {
      assertUpToDate(warehouse, model, when);
    }
    return 2 * warehouse.models().size();
  }

  /** The same for tables that are too large to show their rows, none of which may be empty. */
  public static void assertUpToDateAtScale(Warehouse warehouse, String when) {
    for (String model : warehouse.models()) {
      assertThat(differing(warehouse, model))
          .as("%s: rows by which %s and its SELECT differ", when, model)
          .isZero();
      assertThat(warehouse.number("SELECT COUNT(*) FROM rebuilt")).isPositive();
    }
  }

  /**
   * How many rows a table and its SELECT, which is staged, do not have equally often: rows of the
   * table count 1, rows of the SELECT -1, and none may be left.
   */
  private static long differing(Warehouse warehouse, String model) {
    String columns = closed(warehouse.model(model));
    String target = warehouse.tables().dialect().relation(warehouse.model(model).plan().target());
    warehouse.execute(
        warehouse.tables().dialect().stage("rebuilt", warehouse.model(model).select()));
    String sql =
        "SELECT COUNT(*) FROM (SELECT SUM(sign_of_row) FROM (SELECT 1 AS sign_of_row, %1$s FROM %2$s"
            + " UNION ALL SELECT -1, %1$s FROM rebuilt) AS signed GROUP BY %1$s"
            + " HAVING SUM(sign_of_row) <> 0) AS left_over";
    return warehouse.number(sql.formatted(columns, target));
  }

  /** These tables equal their SELECTs. */
  static void assertUpToDate(Warehouse warehouse, Set<String> models, String when) {
    models.forEach(model -> assertUpToDate(warehouse, model, when));
  }

  /** One table equals its SELECT as a bag, both ways; the rows are looked at where it does not. */
  public static void assertUpToDate(Warehouse warehouse, String model, String when) {
    long differing = differing(warehouse, model);
    if (differing == 0) {
      return;
    }
    String columns = closed(warehouse.model(model));
    String target = warehouse.tables().dialect().relation(warehouse.model(model).plan().target());
    String table = "SELECT " + columns + " FROM " + target;
    String rebuilt = "SELECT " + columns + " FROM rebuilt";
    assertThat(warehouse.rows(table + " EXCEPT ALL " + rebuilt))
        .as("%s: rows of %s that its SELECT does not return", when, model)
        .isEmpty();
    assertThat(warehouse.rows(rebuilt + " EXCEPT ALL " + table))
        .as("%s: rows of its SELECT that %s lacks", when, model)
        .isEmpty();
    assertThat(differing).as("%s: rows by which %s and its SELECT differ", when, model).isZero();
  }

  /** The columns whose value SQL does not leave to the engine. */
  private static String closed(CompiledModel.Result model) {
    List<String> open = model.certificate().openAnswers().stream().map(OpenAnswer::column).toList();
    return model.plan().columns().stream()
        .filter(column -> !open.contains(column))
        .map(column -> '"' + column + '"')
        .collect(Collectors.joining(", "));
  }
}
