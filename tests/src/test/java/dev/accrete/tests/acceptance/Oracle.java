package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.dialect.RelationName;
import java.util.Set;

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

  /** These tables equal their SELECTs. */
  static void assertUpToDate(Warehouse warehouse, Set<String> models, String when) {
    models.forEach(model -> assertUpToDate(warehouse, model, when));
  }

  private static void assertUpToDate(Warehouse warehouse, String model, String when) {
    RelationName target = warehouse.model(model).plan().target();
    String table = "SELECT * FROM " + warehouse.tables().dialect().relation(target);
    warehouse.execute(
        "CREATE OR REPLACE TEMPORARY TABLE rebuilt AS\n" + warehouse.model(model).select());
    assertThat(warehouse.rows(table + " EXCEPT ALL FROM rebuilt"))
        .as("%s: rows of %s that its SELECT does not return", when, model)
        .isEmpty();
    assertThat(warehouse.rows("FROM rebuilt EXCEPT ALL " + table))
        .as("%s: rows of its SELECT that %s lacks", when, model)
        .isEmpty();
  }
}
