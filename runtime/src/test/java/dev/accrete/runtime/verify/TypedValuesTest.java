package dev.accrete.runtime.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows can be made for columns of any type, and for keys of UUIDs. */
class TypedValuesTest {
  private static final Map<String, String> FILES =
      Map.of(
          "accrete.yml",
          """
          name: typed
          schema: derived
          dialect: duckdb
          target: dev
          targets:
            dev: {engine: duckdb, path: target/dev.duckdb}
          """,
          "models/sources.yml",
          """
          sources:
            - name: raw.things
              loaded_at: etl
              unique_key: id
              columns:
                id: {type: uuid, nullable: false}
                parent: uuid
                numbers: 'integer[]'
                words: 'varchar(9)[][]'
                parts: 'struct(a integer, b decimal(3, 2), c integer[])'
                counted: 'map(varchar, integer)'
                level: enum('low', 'high')
                share: decimal(2, 2)
                span: interval
                flags: bit
                body: blob
                large: hugeint
                seen: timestamptz
                etl: timestamp
          """,
          "models/whole.sql",
          "SELECT * FROM ${ref('raw.things')} WHERE CAST(level AS varchar) <> 'middle'",
          "models/children.sql",
          """
          SELECT parent, COUNT(*) AS children, MAX(share) AS share, MAX(seen) AS seen
          FROM ${ref('raw.things')} GROUP BY parent
          """);

  @Test
  void anyTypeHasValues() {
    Tally tally = Equivalence.of(FILES).cases(2).runs(5).run().orThrow().tally();
    assertThat(tally.models().get("whole").changed()).isGreaterThan(6);
    assertThat(tally.models().get("children").changed()).isGreaterThan(6);
  }

  @Test
  void eachNumberIsAnotherUuid() {
    assertThat(TypedValues.uuid(101)).isEqualTo("'00000000-0000-4000-8000-000000000101'");
    assertThat(TypedValues.of("uuid")).doesNotHaveDuplicates().hasSize(4);
  }
}
