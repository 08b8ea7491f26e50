package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.accrete.runtime.cli.InMemory;
import dev.accrete.runtime.cli.InMemory.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data tests and unit tests stand in the manifest as dbt has them. */
class TestsInManifestTest {
  private static final Map<String, String> FILES = new LinkedHashMap<>();

  static {
    FILES.put("accrete.yml", Warehouse.SHOP);
    FILES.put(
        "models/staging/sources.yml",
        """
        sources:
          - name: raw.orders
            loaded_at: etl
            unique_key: [id, line]
            columns:
              id: {type: integer, nullable: false}
              line: integer
              customer: integer
              state: varchar(9)
        models:
          - name: paid
            tests:
              - relationships: {column_name: customer, to: "source('raw', 'orders')", field: customer, severity: warn}
            columns:
              state:
                tests:
                  - accepted_values:
                      name: known_states
                      description: of what is paid
                      arguments: {values: [paid, 7, true], quote: true}
                      config: {where: "id > 3", error_if: '>10', store_failures: true}
        """);
    FILES.put(
        "models/staging/paid.sql",
        "SELECT id, customer, state FROM ${ref('raw.orders')} WHERE state = 'paid'\n");
    FILES.put("models/seen.sql", "---\nmaterialized: view\n---\nSELECT id FROM ${ref('paid')}\n");
    FILES.put(
        "tests/late/no_negative.sql",
        "---\ndescription: none\n---\nSELECT s.id FROM ${ref('seen')} AS s WHERE s.id < 0\n");
    FILES.put("tests/broken.sql", "SELECT nothing FROM ${ref('paid')}\n");
    FILES.put(
        "models/unit.yml",
        """
        unit_tests:
          - name: only_paid
            model: paid
            description: what is open is left out
            overrides: {vars: {least: 2}}
            given:
              - input: source('raw', 'orders')
                rows: [{id: 1, state: paid}, {id: 2, state: null}]
            batches:
              - given:
                  - {input: raw.orders, format: sql, replace: true, rows: "SELECT 3 AS id"}
                expect: {format: csv, rows: "id\\n1\\n"}
            expect:
              rows: [{id: 1}]
        """);
  }

  @TempDir private Path folder;

  private JsonNode manifest() throws IOException {
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    Outcome outcome = InMemory.run(folder, Map.of(), "compile");
    assertThat(outcome.err() + outcome.out()).contains("broken");
    return new JsonMapper().readTree(folder.resolve("target/manifest.json").toFile());
  }

  @Test
  void dataTestsAreNodes() throws IOException {
    JsonNode nodes = manifest().path("nodes");
    assertThat(nodes.path("test.shop.known_states"))
        .isEqualTo(
            new JsonMapper()
                .readTree(
                    """
                    {"unique_id": "test.shop.known_states", "resource_type": "test", "name": "known_states",
                     "alias": "known_states", "database": null, "schema": "derived_test_failures",
                     "relation_name": "\\"derived_test_failures\\".\\"known_states\\"",
                     "package_name": "shop", "path": "staging/sources.yml",
                     "original_file_path": "models/staging/sources.yml",
                     "fqn": ["shop", "staging", "known_states"], "description": "of what is paid", "tags": [],
                     "config": {"severity": "error", "error_if": "> 10", "warn_if": "!= 0",
                       "where": "id > 3", "store_failures": true},
                     "depends_on": {"nodes": ["model.shop.paid"]},
                     "test_metadata": {"name": "accepted_values",
                       "kwargs": {"column_name": "state", "values": ["paid", 7, true], "quote": true}},
                     "column_name": "state", "attached_node": "model.shop.paid", "status": "ok"}
                    """));
    JsonNode relationship = nodes.path("test.shop.relationships_paid_customer");
    assertThat(relationship.path("config").path("severity").asText()).isEqualTo("warn");
    assertThat(relationship.path("relation_name").isNull()).isTrue();
    assertThat(relationship.path("test_metadata").path("kwargs").toString())
        .isEqualTo(
            "{\"column_name\":\"customer\",\"to\":\"source('raw', 'orders')\",\"field\":\"customer\"}");
    assertThat(relationship.path("depends_on").path("nodes").toString())
        .isEqualTo("[\"model.shop.paid\",\"source.shop.raw.orders\"]");
  }

  @Test
  void claimsAndFilesAreNodesToo() throws IOException {
    JsonNode manifest = manifest();
    JsonNode nodes = manifest.path("nodes");
    assertThat(nodes.path("test.shop.unique_key_raw_orders").path("test_metadata").toString())
        .isEqualTo("{\"name\":\"unique\",\"kwargs\":{\"columns\":[\"id\",\"line\"]}}");
    assertThat(nodes.path("test.shop.not_null_raw_orders_id").path("attached_node").asText())
        .isEqualTo("source.shop.raw.orders");
    JsonNode file = nodes.path("test.shop.no_negative");
    assertThat(file.path("test_metadata").isNull()).isTrue();
    assertThat(file.path("attached_node").isNull()).isTrue();
    assertThat(file.path("path").asText()).isEqualTo("late/no_negative.sql");
    assertThat(file.path("description").asText()).isEqualTo("none");
    assertThat(file.path("depends_on").path("nodes").toString()).isEqualTo("[\"model.shop.seen\"]");
    assertThat(nodes.path("test.shop.broken").path("status").asText()).isEqualTo("error");
    assertThat(manifest.path("child_map").path("model.shop.paid").toString())
        .contains("test.shop.known_states", "unit_test.shop.paid.only_paid", "model.shop.seen");
    assertThat(manifest.path("metadata").path("manifest_version").asText()).isEqualTo("2");
  }

  @Test
  void unitTestsStandBesideThem() throws IOException {
    assertThat(manifest().path("unit_tests"))
        .isEqualTo(
            new JsonMapper()
                .readTree(
                    """
                    {"unit_test.shop.paid.only_paid": {
                      "unique_id": "unit_test.shop.paid.only_paid", "resource_type": "unit_test",
                      "name": "only_paid", "model": "paid", "package_name": "shop", "path": "unit.yml",
                      "original_file_path": "models/unit.yml", "fqn": ["shop", "only_paid"],
                      "description": "what is open is left out",
                      "depends_on": {"nodes": ["model.shop.paid"]}, "overrides": {"vars": {"least": 2}},
                      "given": [{"input": "source('raw', 'orders')", "format": "dict",
                        "rows": [{"id": "1", "state": "paid"}, {"id": "2", "state": null}], "replace": false}],
                      "batches": [{"given": [{"input": "source('raw', 'orders')", "format": "sql",
                          "rows": "SELECT 3 AS id", "replace": true}],
                        "expect": {"format": "dict", "rows": [{"id": "1"}]}}],
                      "expect": {"format": "dict", "rows": [{"id": "1"}]}}}
                    """));
  }
}
