package dev.accrete.jqwik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accrete.runtime.verify.Equivalence;
import dev.accrete.runtime.verify.EquivalenceRun;
import dev.accrete.runtime.verify.History;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** Histories differ from one another, hold for a right model, and catch a wrong one. */
class HistoriesTest {
  private static final String SELECT =
      """
      SELECT account, COUNT(*) AS orders, MIN(placed) AS first_placed
      FROM ${ref('shop.orders')}
      GROUP BY account
      """;
  private static final String WATERMARK =
      """
      ---
      unique_key: account
      ---
      SELECT account, COUNT(*) AS orders, MAX(etl) AS etl
      FROM ${ref('shop.orders')}
      [@incremental]
      WHERE etl > (SELECT MAX(etl) FROM ${this})
      [/@incremental]
      GROUP BY account
      """;
  private static final EquivalenceRun RUN = Equivalence.of(project(SELECT)).runs(4).open();

  private static Map<String, String> project(String model) {
    return Map.of(
        "accrete.yml",
        """
        name: shop
        schema: derived
        dialect: duckdb
        target: dev
        targets:
          dev: {engine: duckdb, path: target/dev.duckdb}
        """,
        "models/sources.yml",
        """
        sources:
          - name: shop.orders
            loaded_at: etl
            columns:
              account: {type: integer}
              placed: {type: timestamp}
        """,
        "models/accounts.sql",
        model);
  }

  @AfterContainer
  static void close() {
    RUN.close();
  }

  @Provide
  Arbitrary<History> histories() {
    return Histories.of(RUN);
  }

  @Property(tries = 5, seed = "1")
  void aRightModelHolds(@ForAll("histories") History history) {
    RUN.check(history);
    assertThat(history.toString()).contains("run all models");
  }

  @Example
  void historiesDiffer() {
    Set<String> texts = new HashSet<>();
    List<History> ten = Histories.of(RUN).list().ofSize(10).sample();
    ten.forEach(history -> texts.add(history.toString()));
    assertThat(texts).hasSizeGreaterThan(8);
  }

  @Example
  void aWrongModelIsCaughtAndTold() {
    try (EquivalenceRun run = Equivalence.of(project(WATERMARK)).open()) {
      List<History> histories = Histories.of(run).list().ofSize(25).sample();
      assertThatThrownBy(() -> histories.forEach(run::check))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("accounts differs from its SELECT")
          .hasMessageContaining("to blame: models/accounts.sql:7");
    }
  }
}
