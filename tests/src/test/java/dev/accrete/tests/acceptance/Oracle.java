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

  /**
   * The same in one pass a table, for large ones on DuckDB: rows of the table count 1, rows of the
   * SELECT -1, and none may be left.
   */
  public static void assertUpToDateAtScale(Warehouse warehouse, String when) {
    for (String model : warehouse.models()) {
      String columns = closed(warehouse.model(model));
      String target = warehouse.tables().dialect().relation(warehouse.model(model).plan().target());
      warehouse.execute(
          warehouse.tables().dialect().stage("rebuilt", warehouse.model(model).select()));
      String sql =
          "SELECT COUNT(*) FROM (SELECT SUM(sign) AS n FROM (SELECT 1 AS sign, %1$s FROM %2$s UNION ALL"
              + " SELECT -1, %1$s FROM rebuilt) AS signed GROUP BY %1$s HAVING SUM(sign) <> 0) AS left_over";
      assertThat(warehouse.number(sql.formatted(columns, target)))
          .as("%s: rows by which %s and its SELECT differ", when, model)
          .isZero();
      assertThat(warehouse.number("SELECT COUNT(*) FROM rebuilt")).isPositive();
    }
  }

  /** These tables equal their SELECTs. */
  static void assertUpToDate(Warehouse warehouse, Set<String> models, String when) {
    models.forEach(model -> assertUpToDate(warehouse, model, when));
  }

  /** One table equals its SELECT as a bag, both ways. */
  static void assertUpToDate(Warehouse warehouse, String model, String when) {
    String columns = closed(warehouse.model(model));
    String target = warehouse.tables().dialect().relation(warehouse.model(model).plan().target());
    String table = "SELECT " + columns + " FROM " + target;
    String rebuilt = "SELECT " + columns + " FROM rebuilt";
    warehouse.execute(
        warehouse.tables().dialect().stage("rebuilt", warehouse.model(model).select()));
    assertThat(warehouse.rows(table + " EXCEPT ALL " + rebuilt))
        .as("%s: rows of %s that its SELECT does not return", when, model)
        .isEmpty();
    assertThat(warehouse.rows(rebuilt + " EXCEPT ALL " + table))
        .as("%s: rows of its SELECT that %s lacks", when, model)
        .isEmpty();
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
