package dev.accrete.compiler.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.diagnostic.DiagnosticPrinter;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.template.RenderedText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreatedTableTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CREATE TABLE x AS SELECT a FROM t | SELECT a FROM t
          create table if not exists "My Schema".x as (select a from t); | (select a from t);
          CREATE TEMP TABLE #x AS WITH c AS (SELECT 1 AS a) SELECT a FROM c | WITH c AS (SELECT 1 AS a) SELECT a FROM c
          CREATE LOCAL TEMPORARY TABLE a.b.c AS SELECT 1 | SELECT 1
          CREATE OR REPLACE TABLE x AS SELECT 1 | SELECT 1
          CREATE TABLE x DISTSTYLE KEY DISTKEY (a) COMPOUND SORTKEY (a, b) AS SELECT a, b FROM t | SELECT a, b FROM t
          CREATE TABLE x BACKUP NO SORTKEY AUTO AS SELECT a FROM t | SELECT a FROM t
          """)
  void takesTheSelectAlone(String statement, String select) {
    Findings findings = new Findings();
    RenderedText text = CreatedTable.unwrapped(Texts.rendered(statement), statement, findings);
    assertThat(text.text()).isEqualTo(select);
    assertThat(said(findings)).singleElement().asString().startsWith("W212 models/m.sql:1:1 ");
    assertThat(SqlTextParser.parseAnyTables(text).value()).isPresent();
  }

  @Test
  void keepsCommentsAndPlaces() {
    Findings findings = new Findings();
    String sql =
        "-- what it is\nCREATE /* here */ TABLE x -- why\nDISTKEY(a)\nAS\n  SELECT a FORM t\n";
    RenderedText text = CreatedTable.unwrapped(Texts.rendered(sql), sql, findings);
    assertThat(text.text()).isEqualTo("-- what it is\nSELECT a FORM t\n");
    assertThat(said(findings)).singleElement().asString().startsWith("W212 models/m.sql:2:1 ");
    assertThat(findings.with(0).diagnostics().get(0).hint())
        .contains("distribution: and sortkeys:");
    assertThat(SqlTextParser.parse(text).diagnostics())
        .map(DiagnosticPrinter::sentence)
        .singleElement()
        .asString()
        .startsWith("E201 models/m.sql:5:17 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE x (b) AS SELECT a FROM t",
        "CREATE TABLE x (a int)",
        "CREATE VIEW x AS SELECT a FROM t",
        "CREATE TABLE x AS VALUES (1)",
        "SELECT 'CREATE TABLE x AS SELECT 1' AS a",
        "-- CREATE TABLE x AS SELECT 1",
        "SELECT a AS create FROM t"
      })
  void leavesEverythingElse(String sql) {
    Findings findings = new Findings();
    RenderedText text = Texts.rendered(sql);
    assertThat(CreatedTable.unwrapped(text, sql, findings)).isSameAs(text);
    assertThat(said(findings)).isEmpty();
  }

  @Test
  void takesNoNameOfThousandsOfPartsForOne() {
    String name = "a" + ".a".repeat(20_000);
    RenderedText text = Texts.rendered("CREATE TABLE " + name + " AS SELECT 1");
    assertThat(CreatedTable.unwrapped(text, text.text(), new Findings())).isSameAs(text);
  }

  private static List<String> said(Findings findings) {
    return findings.with(0).diagnostics().stream().map(DiagnosticPrinter::sentence).toList();
  }
}
