package dev.accrete.runtime.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.load.ProjectFiles;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows have values that the models of a project tell apart, and no others than are accepted. */
class AimedSourcesTest {
  private static final Map<String, String> FILES =
      Map.of(
          "accrete.yml",
          """
          name: aimed
          schema: derived
          dialect: duckdb
          target: dev
          targets:
            dev: {engine: duckdb, path: target/dev.duckdb}
          """,
          "models/sources.yml",
          """
          sources:
            - name: raw.events
              loaded_at: etl
              columns:
                kind: {type: varchar(9), tests: [{accepted_values: {values: [view, "it's"]}}]}
                level: {type: smallint, tests: [{accepted_values: {values: [1, 7]}}]}
                url: varchar
                code: varchar(3)
                amount: decimal(5, 2)
                small: decimal(3, 2)
                id: integer
                at: timestamp
                day: date
                etl: timestamp
            - name: raw.kinds
              changes: static
              unique_key: kind
              columns:
                kind: {type: varchar(9), nullable: false}
                level: {type: varchar}
          """,
          "models/kinds.sql",
          """
          SELECT url AS page, small, amount, at, day, code, id, kind, level FROM ${ref('raw.events')}
          WHERE id >= 0 AND kind = 'never' -- AND id = 77
          """,
          "models/chosen.sql",
          """
          SELECT page, CASE code WHEN 'x' THEN 1 WHEN 'too long' THEN 2 END AS code,
            COUNT(CASE WHEN 500 < amount THEN 1 END) AS large, COUNT(*) AS n
          FROM ${ref('kinds')}
          WHERE LOWER(page) LIKE '/shop/%' AND page NOT IN ('/a', '/b') AND small < 1000 AND 12 < LENGTH(page)
            AND at BETWEEN '2024-06-01' AND TIMESTAMP '2024-06-30 12:00:00' AND day > '1970-01-01'
            AND at > (SELECT MAX(at) FROM ${ref('kinds')}) - INTERVAL '12 days'
          GROUP BY 1, 2
          """);

  private static final AimedSources SOURCES =
      AimedSources.of(Subject.of(ProjectFiles.of(FILES), CompileOptions.DEFAULT));

  private static List<String> values(String column) {
    return SOURCES.tables().get(0).columns().stream()
        .filter(c -> c.name().equals(column))
        .findFirst()
        .orElseThrow()
        .values();
  }

  @Test
  void acceptedValuesAreAllThatAColumnHas() {
    assertThat(values("kind")).containsExactly("'view'", "'it''s'");
    assertThat(values("level")).containsExactly("1", "7");
  }

  @Test
  void aColumnOfTheSameNameAndTypeMayHaveThemAsWell() {
    List<DataTable.DataColumn> kinds = SOURCES.tables().get(1).columns();
    assertThat(kinds.get(0).values()).contains("'view'", "'it''s'", "'a'");
    assertThat(kinds.get(1).values()).as("of another type").doesNotContain("1", "7");
  }

  @Test
  void textsThatAModelAsksForCome() {
    assertThat(values("url"))
        .contains("'/shop/'", "'/a'", "'/b'", "'a'")
        .doesNotContain("'c'", "'12'");
    assertThat(values("code")).contains("'x'").doesNotContain("'too long'");
  }

  @Test
  void numbersComeThatABoundLetsThroughAndThatItDoesNot() {
    assertThat(values("amount")).contains("500", "501", "499", "0.50");
    assertThat(values("small")).as("1000 does not fit").hasSize(4);
    assertThat(values("id")).as("id >= 0 is no word of negative ids").hasSize(4);
  }

  @Test
  void timesLieOnBothSidesOfABoundAndFartherApartThanAModelLooksBack() {
    assertThat(values("at"))
        .contains(
            "TIMESTAMP '2024-06-01 00:00:00'",
            "TIMESTAMP '2024-05-31 00:00:00'",
            "TIMESTAMP '2024-06-02 00:00:00'",
            "TIMESTAMP '2026-01-15 10:00:00'");
    assertThat(values("day")).contains("DATE '2026-01-15'").doesNotContain("DATE '1970-01-01'");
    assertThat(SOURCES.longestSpan()).isEqualTo(Duration.ofDays(12));
  }

  @Test
  void theLoadsTimestampIsTheHistorys() {
    assertThat(values("etl")).isEqualTo(ValueKind.TIMESTAMP.literals());
  }
}
