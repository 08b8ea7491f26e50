package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.RunStrategy;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Merges whose group key has a name that SQL around it might use as well. */
class MergedNamesTest {
  private static Map<String, String> project(String key) {
    return Map.of(
        "accrete.yml",
        Warehouse.SHOP,
        "models/sources.yml",
        """
        sources:
          - name: shop.orders
            changes: snapshot
            columns: {%s: integer, buyer: varchar, amount: integer}
        """
            .formatted(key),
        "models/merged.sql",
        """
        ---
        incremental: {strategy: merge}
        ---
        SELECT %1$s, COUNT(*) AS orders, COUNT(DISTINCT buyer) AS buyers, MIN(amount) AS least, MAX(amount) AS most
        FROM ${ref('shop.orders')}
        GROUP BY %1$s
        """
            .formatted(key));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "n",
        "net",
        "signed",
        "kept",
        "sums",
        "extremes",
        "changed",
        "delta",
        "parts",
        "misfits"
      })
  void rowsMoveToAnotherGroup(String key) {
    try (Warehouse warehouse = Warehouse.inMemory(project(key))) {
      warehouse.execute("CREATE SCHEMA shop");
      warehouse.execute(
          "CREATE TABLE shop.orders AS SELECT * FROM (VALUES (2, 'a', 5), (2, 'b', 3), (2, 'c', 9), (3, 'b', 8))"
              + " AS o ("
              + key
              + ", buyer, amount)");
      warehouse.run();
      warehouse.execute("UPDATE shop.orders SET " + key + " = 3 WHERE buyer = 'c'");
      warehouse.execute("INSERT INTO shop.orders VALUES (-1, 'd', 4), (2, 'd', 1)");
      assertThat(warehouse.run().result("merged").strategy()).isEqualTo(RunStrategy.MERGE);
      warehouse.execute("UPDATE shop.orders SET " + key + " = 2 WHERE buyer = 'd'");
      assertThat(warehouse.run().result("merged").strategy()).isEqualTo(RunStrategy.MERGE);
      assertThat(warehouse.rows("SELECT * FROM derived.merged"))
          .containsExactlyElementsOf(
              warehouse.rows(
                  "SELECT %1$s, COUNT(*) AS orders, COUNT(DISTINCT buyer) AS buyers, MIN(amount) AS least, MAX(amount) AS most FROM shop.orders GROUP BY %1$s"
                      .formatted(key)));
    }
  }
}
