package dev.accrete.runtime.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.load.ProjectFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Where a test of a source says that its rows refer to another one's, these are there. */
class RelationshipsTest {
  private static final int CASES = Integer.getInteger("accrete.cases", 5);

  private static final Map<String, String> FILES =
      Map.of(
          "accrete.yml",
          """
          name: related
          schema: derived
          dialect: duckdb
          target: dev
          targets:
            dev: {engine: duckdb, path: target/dev.duckdb}
          """,
          "models/sources.yml",
          """
          sources:
            - name: shop.lines
              loaded_at: etl
              unique_key: [order_id, line]
              columns:
                order_id:
                  type: integer
                  nullable: false
                  tests: [{relationships: {to: "source('shop', 'orders')", field: order_id}}]
                line: {type: integer, nullable: false}
                etl: timestamp
            - name: shop.orders
              changes: snapshot
              unique_key: order_id
              columns:
                order_id: {type: integer, nullable: false}
                after: {type: integer, tests: [{relationships: {to: shop.orders, field: order_id}}]}
                region: {type: varchar, tests: [{relationships: {to: shop.regions, field: name}}]}
            - name: shop.regions
              changes: snapshot
              columns: {name: varchar}
          """,
          "models/joined.sql",
          """
          ---
          unique_key: [order_id, line]
          ---
          SELECT l.order_id, l.line, o.order_id IS NULL AS is_lost
          FROM ${ref('shop.lines')} AS l LEFT JOIN ${ref('shop.orders')} AS o ON o.order_id = l.order_id
          [@incremental]
          WHERE NOT EXISTS
            (SELECT 1 FROM ${this} AS t WHERE t.order_id = l.order_id AND t.line = l.line)
            OR l.line < 0
          [/@incremental]
          """,
          "models/regions.sql",
          "SELECT name, COUNT(*) AS n FROM ${ref('shop.regions')} GROUP BY name");

  @Test
  void whatRowsReferToIsThereWheneverARunBegins() {
    Subject subject = Subject.of(ProjectFiles.of(FILES), CompileOptions.DEFAULT);
    List<DataTable> tables = AimedSources.of(subject).tables();
    int lines = 0;
    int deletions = 0;
    for (int seed = 1; seed <= 60; seed++) {
      TestCase test = new TestCase(seed, FILES, tables, List.of());
      Map<String, List<List<String>>> rows =
          Map.of(
              "shop.lines", new ArrayList<>(),
              "shop.orders", new ArrayList<>(),
              "shop.regions", new ArrayList<>());
      for (Step step :
          new HistoryGenerator(
                  new Chance(seed),
                  test,
                  subject.readBy(),
                  java.util.Set.of(),
                  rows.keySet(),
                  Map.of())
              .history(8)) {
        if (step instanceof Step.Write write) {
          write(rows, write);
          deletions += write instanceof Step.Delete ? write.rows().size() : 0;
        } else {
          check(rows);
          ((Step.Run) step).interruption().ifPresent(i -> write(rows, i.write()));
          check(rows);
        }
      }
      lines += rows.get("shop.lines").size();
    }
    assertThat(lines).isGreaterThan(300);
    assertThat(deletions).isGreaterThan(100);
  }

  private static void write(Map<String, List<List<String>>> rows, Step.Write write) {
    if (write instanceof Step.Load) {
      rows.get(write.table()).addAll(write.rows());
    } else {
      write.rows().forEach(rows.get(write.table())::remove);
    }
  }

  private static void check(Map<String, List<List<String>>> rows) {
    List<String> orders = column(rows.get("shop.orders"), 0);
    List<String> regions = column(rows.get("shop.regions"), 0);
    assertThat(orders).containsAll(column(rows.get("shop.lines"), 0)).doesNotHaveDuplicates();
    assertThat(orders).containsAll(column(rows.get("shop.orders"), 1));
    assertThat(regions)
        .as("no model reads regions of orders, but one reads regions")
        .containsAll(column(rows.get("shop.orders"), 2));
  }

  private static List<String> column(List<List<String>> rows, int number) {
    return rows.stream().map(row -> row.get(number)).filter(v -> !v.equals("NULL")).toList();
  }

  @Test
  void anIncrementThatReliesOnARelationshipIsNotAccused() {
    Tally tally = Equivalence.of(FILES).withoutOptimizers().cases(CASES).run().orThrow().tally();
    assertThat(tally.models().get("joined").changed()).isGreaterThan(2L * CASES);
  }

  @Test
  void whatAModelHandsOnIsThereAsWell() {
    Map<String, String> files = new TreeMap<>(FILES);
    files.put("models/orders.sql", "SELECT order_id AS id FROM ${ref('shop.orders')}");
    files.put("models/known.sql", "SELECT id AS known FROM ${ref('orders')} WHERE id IS NOT NULL");
    files.computeIfPresent(
        "models/sources.yml",
        (path, text) ->
            text.replace(
                "{to: \"source('shop', 'orders')\", field: order_id}",
                "{to: \"ref('known')\", field: known}"));
    assertThat(files.get("models/sources.yml")).contains("known");
    Subject subject = Subject.of(ProjectFiles.of(files), CompileOptions.DEFAULT);
    assertThat(AimedSources.of(subject).tables())
        .filteredOn(table -> table.name().equals("shop.lines"))
        .first()
        .extracting(table -> table.columns().get(0).parent())
        .isEqualTo(Optional.of(new DataTable.Parent("shop.orders", 0)));
    assertThat(Equivalence.of(files).withoutOptimizers().cases(CASES).run().failure()).isEmpty();
  }

  @Test
  void withoutTheDeclarationItIs() {
    assertThat(
            Equivalence.of(FILES)
                .withoutOptimizers()
                .breakingDeclarations()
                .shrinking(false)
                .cases(20)
                .run()
                .failure())
        .isPresent();
  }
}
