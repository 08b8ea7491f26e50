package dev.accrete.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranspileCommandTest {
  @TempDir private Path folder;

  private Cli.Outcome transpile(String text, String... arguments) throws IOException {
    Files.writeString(folder.resolve("q.sql"), text);
    String[] all = new String[arguments.length + 2];
    all[0] = "transpile";
    all[1] = "q.sql";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return new Cli(folder).run(all);
  }

  @Test
  void itsHelpNamesTheDialects() {
    assertThat(new Cli(folder).run("help", "transpile").out())
        .containsPattern("--to=DIALECT +redshift, postgres or duckdb\\.")
        .contains("Front matter and ${} stay as they")
        .doesNotContain("$$");
  }

  @Test
  void aQueryComesOutInTheOtherDialect() throws IOException {
    Cli.Outcome done = transpile("SELECT NVL(a, 'x') -- why\nFROM shop.orders\n", "--to", "duckdb");
    assertThat(done.out()).isEqualTo("SELECT COALESCE(a, 'x') AS nvl -- why\nFROM shop.orders\n");
    assertThat(done.code()).isZero();
  }

  @Test
  void aModelKeepsItsFrontMatterAndInterpolations() throws IOException {
    String model =
        "---\ntags: [web]\n---\nSELECT %s AS a\nFROM ${ref('atomic.events')}\nWHERE site = '${var('site')}'\n";
    assertThat(transpile(model.formatted("LEN(b)"), "--to", "postgres").out())
        .isEqualTo(model.formatted("LENGTH(b)"));
  }

  @Test
  void ofACreateTableTheSelectCounts() throws IOException {
    String script =
        "---\ntags: [web]\n---\n-- monthly\n%sSELECT %s AS a FROM ${ref('atomic.events')};\n";
    Cli.Outcome done =
        transpile(
            script.formatted("CREATE TEMP TABLE m DISTKEY(a) AS ", "LEN(b)"), "--to", "postgres");
    assertThat(done.out()).isEqualTo(script.formatted("", "LENGTH(b)"));
    assertThat(done.err()).startsWith("W212 q.sql:5:1 only the SELECT of this CREATE TABLE counts");
    assertThat(done.code()).isZero();
  }

  @Test
  void theClockIsWrittenAsNoRunBindsIt() throws IOException {
    Cli.Outcome done =
        transpile("SELECT GETDATE() AS a, SYSDATE AS b, 7 / 2 AS sysdate FROM t", "--to", "duckdb");
    String now = "CAST(NOW() AT TIME ZONE 'UTC' AS TIMESTAMP)";
    assertThat(done.out())
        .isEqualTo("SELECT " + now + " AS a, " + now + " AS b, 7 / 2 AS sysdate FROM t");
    assertThat(done.err()).contains("SET integer_division = true");
    assertThat(transpile("SELECT GETDATE() AS a", "--to", "redshift").out())
        .isEqualTo("SELECT GETDATE() AS a");
  }

  @Test
  void theOwnDialectHasAnEqualForEverything() throws IOException {
    String query = "SELECT a::super, CONVERT(geometry, b) AS g, ST_AREA(a) AS s FROM t";
    Cli.Outcome done = transpile(query, "--to", "redshift");
    assertThat(done.out()).isEqualTo(query);
    assertThat(done.err()).isEmpty();
  }

  @Test
  void whatHasNoEqualIsShownWithItsPlace() throws IOException {
    Cli.Outcome failed = transpile("SELECT\n  ST_AREA(a) FROM t", "--to", "duckdb");
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err()).contains("E212 q.sql:2:3 ST_AREA has no equal in duckdb");
    assertThat(transpile("SELECT FROM WHERE", "--to", "duckdb").err()).contains("E201");
  }

  @Test
  void eachStatementOfAScriptIsWritten() throws IOException {
    String script =
        "-- first; the new ones\n%sSELECT %s AS a FROM s.t WHERE b = ';';\n\n/* then */\nSELECT %s AS c -- why\nFROM m;\n;\n-- done\n";
    Cli.Outcome done =
        transpile(
            script.formatted("CREATE TEMP TABLE m DISTKEY(a) AS ", "LEN(b)", "NVL(a, 0)"),
            "--to",
            "postgres");
    assertThat(done.out())
        .isEqualTo(script.formatted("CREATE TEMP TABLE m AS ", "LENGTH(b)", "COALESCE(a, 0)"));
    assertThat(done.err()).doesNotContain("W212");
    assertThat(done.code()).isZero();
  }

  @Test
  void aWrongStatementIsToldAndTheOthersAreWritten() throws IOException {
    String script =
        "SELECT LEN(a) AS a FROM t;\n-- shapes\nSELECT\n  ST_AREA(a) FROM t;\nSELECT FROM;\nSELECT LEN(b) AS b FROM t";
    Cli.Outcome failed = transpile(script, "--to", "postgres");
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.err())
        .contains("E212 q.sql:4:3 ST_AREA has no equal in postgres")
        .containsPattern("E201 q\\.sql:5:\\d");
    String wrong = "/* this statement has an error */;\n";
    assertThat(failed.out())
        .isEqualTo(
            "SELECT LENGTH(a) AS a FROM t;\n-- shapes\n"
                + wrong
                + wrong
                + "SELECT LENGTH(b) AS b FROM t");
    assertThat(transpile(script, "--to", "postgres", "--format", "json").out())
        .contains("LENGTH(b) AS b", "E212 q.sql:4:3");
  }

  @Test
  void programsGetJson() throws IOException {
    assertThat(
            transpile(
                    "SELECT sha256(a) FROM t",
                    "--from",
                    "duckdb",
                    "--to",
                    "redshift",
                    "--format",
                    "json")
                .out())
        .contains("\"sql\"", "SHA2(a, 256)", "\"errors\": []");
  }

  @Test
  void aScriptKeepsWhatATemplateFillsIn() throws IOException {
    String script =
        "CREATE TABLE ${schema}.\"Days\" %sAS SELECT %s AS a FROM ${ref('t')};\nSELECT 1 AS b FROM ${schema}.days;\n";
    assertThat(transpile(script.formatted("DISTKEY (a) ", "LEN(b)"), "--to", "postgres").out())
        .isEqualTo(script.formatted("", "LENGTH(b)"));
  }

  /** Of a whole number an average is whole on Redshift, and of a decimal it is not. */
  @Test
  void inAProjectTheColumnsHaveTheirTypes() throws IOException {
    String average = "SELECT AVG(orders.n) AS a FROM %s WHERE orders.n > 1";
    assertThat(transpile(average.formatted("shop.orders"), "--to", "duckdb").err())
        .startsWith("E212 q.sql:1:12 AVG");
    Files.createDirectories(folder.resolve("models"));
    Files.writeString(
        folder.resolve("accrete.yml"),
        "name: shop\nschema: s\ntarget: dev\ntargets: {dev: {engine: duckdb, path: shop.duckdb}}\n");
    Files.writeString(
        folder.resolve("models/sources.yml"),
        "sources:\n- {name: shop.orders, loaded_at: at, columns: {n: integer, at: timestamp}}\n");
    Files.writeString(
        folder.resolve("models/more.sql"),
        "SELECT n::decimal(9, 2) AS n FROM ${ref('shop.orders')}");
    assertThat(transpile(average.formatted("shop.orders"), "--to", "duckdb").out())
        .isEqualTo(
            "SELECT CAST(TRUNC(AVG(orders.n)) AS BIGINT) AS a FROM shop.orders WHERE orders.n > 1");
    String ref = "${ref('shop.orders')}";
    assertThat(transpile(average.formatted(ref), "--to", "duckdb").out())
        .isEqualTo(
            "SELECT CAST(TRUNC(AVG(orders.n)) AS BIGINT) AS a FROM " + ref + " WHERE orders.n > 1");
    assertThat(
            transpile(
                    average.replace("orders", "more").formatted("${ ref( \"more\" ) }"),
                    "--to",
                    "duckdb")
                .out())
        .startsWith("SELECT AVG(more.n)");
    String script =
        "CREATE TEMP TABLE more AS SELECT n FROM shop.orders;\nSELECT AVG(more.n) AS a FROM %s";
    assertThat(transpile(script.formatted("more"), "--to", "duckdb").err())
        .as("a table that the script makes is not the project's")
        .contains("E212 q.sql:2:12 AVG");
    assertThat(transpile(script.formatted("shop.orders AS more"), "--to", "duckdb").out())
        .contains("CAST(TRUNC(AVG(more.n)) AS BIGINT)");
    for (String other :
        List.of(
            "CREATE TABLE \"more\" (n float);\nSELECT AVG(more.n) AS a FROM more",
            "SELECT 1.5 AS n INTO more FROM shop.orders;\nSELECT AVG(more.n) AS a FROM more",
            "ALTER TABLE x RENAME TO more;\nSELECT AVG(more.n) AS a FROM more")) {
      assertThat(transpile(other, "--to", "duckdb").err())
          .as(other)
          .contains("E212 q.sql:2:12 AVG");
    }
    assertThat(
            transpile("SELECT AVG(s.n) AS a FROM staging s, shop.orders o", "--to", "duckdb").err())
        .as("a column of another table, of which nothing is known")
        .contains("E212 q.sql:1:12 AVG");
    assertThat(
            transpile(
                    "WITH s AS (SELECT n FROM shop.orders) SELECT AVG(n) AS a FROM s",
                    "--to",
                    "duckdb")
                .out())
        .contains("CAST(TRUNC(AVG(n)) AS BIGINT)");
    Files.writeString(folder.resolve("models/group.sql"), "SELECT 1 AS n");
    assertThat(transpile("SELECT g.n AS a FROM ${ref('group')} g", "--to", "duckdb").code())
        .isZero();
    assertThat(transpile("SELECT AVG(a) AS a FROM ${ref('zzz')}", "--to", "duckdb").err())
        .startsWith("E212 q.sql:1:12 AVG");
  }

  private Cli.Outcome piped(String text, String... arguments) {
    String[] all =
        Stream.concat(Stream.of("transpile", "-"), Stream.of(arguments)).toArray(String[]::new);
    return new Cli(folder).reading(text.getBytes(StandardCharsets.UTF_8)).run(all);
  }

  @Test
  void standardInputIsReadWhereTheFileIsADash() {
    Cli.Outcome done = piped("SELECT NVL(a, 'ü') AS a FROM t\n", "--to", "duckdb");
    assertThat(done.out()).isEqualTo("SELECT COALESCE(a, 'ü') AS a FROM t\n");
    assertThat(done.code()).isZero();
    Cli.Outcome failed = piped("SELECT 1 AS a;\nSELECT\n  ST_AREA(a) FROM t", "--to", "duckdb");
    assertThat(failed.err()).startsWith("E212 <stdin>:3:3 ST_AREA has no equal in duckdb");
    assertThat(failed.out()).startsWith("SELECT 1 AS a;\n");
    assertThat(failed.code()).isEqualTo(1);
    assertThat(piped("SELECT FROM", "--to", "duckdb", "--format", "json").out())
        .contains("\"sql\": null", "E201 <stdin>:1:8");
    assertThat(new Cli(folder).run("help", "transpile").out()).contains("- reads standard input");
  }

  @Test
  void standardInputMustBeUtf8() {
    Cli.Outcome failed =
        new Cli(folder).reading((byte) 'a', (byte) 0xff).run("transpile", "-", "--to", "duckdb");
    assertThat(failed.err()).contains("standard input cannot be read");
    assertThat(failed.code()).isEqualTo(2);
  }

  @Test
  void misuseIsTold() throws IOException {
    assertThat(transpile("SELECT 1", "--to", "oracle").code()).isEqualTo(2);
    assertThat(new Cli(folder).run("transpile", "none.sql", "--to", "duckdb").code()).isEqualTo(2);
  }
}
