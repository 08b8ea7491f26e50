package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.accrete.runtime.cli.InMemory.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Texts that break tools: each gets a code and a place, or works; nothing is lost, and nobody sees
 * a stack trace.
 */
class BadInputTest {
  private static final String FROM = " FROM ${ref('atomic.events')}";

  private static final int LARGE = 50_000;

  @TempDir private Path folder;

  static Stream<Arguments> goodTexts() {
    return Stream.of(
        Arguments.of("a comment at the very end", "SELECT event_id" + FROM + " -- the end"),
        Arguments.of("a semicolon in a comment", "SELECT event_id -- one; two\n" + FROM),
        Arguments.of("a semicolon in a literal", "SELECT event_id || ';' AS e" + FROM),
        Arguments.of("a semicolon at the end", "SELECT event_id" + FROM + ";\n"),
        Arguments.of("a question mark in a literal", "SELECT event_id || '?' AS e" + FROM),
        Arguments.of("a colon in a literal", "SELECT event_id || ':x $1 {fn x()}' AS e" + FROM),
        Arguments.of(
            "strings in dollars", "SELECT event_id || $$it's$$ || $t$ -- $$ $t$ AS e" + FROM),
        Arguments.of("a quote behind a backslash", "SELECT event_id || 'it\\'s' AS e" + FROM),
        Arguments.of("a comment in a comment", "SELECT event_id /* a /* b */ c */ AS e" + FROM),
        Arguments.of(
            "1,500 alternatives",
            "SELECT event_id" + FROM + " WHERE " + repeated(1_500, "event_id = 'e#'", " OR ")),
        Arguments.of("CRLF", "SELECT event_id,\r\n  page_url\r\n" + FROM + "\r\n"),
        Arguments.of("a BOM", "\uFEFFSELECT event_id" + FROM),
        Arguments.of("a quote in an alias", "SELECT event_id AS \"a\"\"b\"" + FROM),
        Arguments.of(
            "a script in a description",
            "---\ndescription: </script>\n---\nSELECT event_id" + FROM),
        Arguments.of("a column of 127 bytes", "SELECT event_id AS " + "c".repeat(127) + FROM));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("goodTexts")
  void works(String what, String text) throws IOException {
    Shop shop = Shop.built(folder, "shop");
    shop.write("models/odd.sql", text);
    Outcome outcome = shop.accrete("run");
    assertThat(outcome.code()).as(what + ": " + outcome.out() + outcome.err()).isZero();
    shop.accrete("load", "atomic.events", "data/events_2.csv");
    assertThat(shop.accrete("run").code()).as(what).isZero();
    assertThat(shop.accrete("diff", "odd", "odd:full").out()).as(what).startsWith("Equal");
  }

  /** No table has a place then, but what is wrong with that is not how Accrete wrote it. */
  @Test
  void aProjectWithoutASchemaLacksThatAndNothingElse() throws IOException {
    Shop shop = Shop.open(folder, "shop");
    shop.write(
        "accrete.yml",
        "name: shop\ntarget: dev\ntargets:\n  dev: {engine: duckdb, path: x.duckdb}\n");
    Outcome outcome = shop.accrete("compile");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err().lines().filter(line -> line.startsWith("E")))
        .containsExactly("E005 accrete.yml:1:1 accrete.yml lacks schema");
  }

  static Stream<Arguments> badTexts() {
    return Stream.of(
        Arguments.of("an open comment", "SELECT event_id /* and" + FROM),
        Arguments.of("an open string", "SELECT 'event_id" + FROM),
        Arguments.of("an open identifier", "SELECT \"event_id" + FROM),
        Arguments.of("two statements", "SELECT event_id" + FROM + "; DROP TABLE x"),
        Arguments.of("a parameter", "SELECT event_id" + FROM + " WHERE event_id = ?"),
        Arguments.of("a function in JDBC's braces", "SELECT {fn x(event_id)} AS a" + FROM),
        Arguments.of("a numbered parameter", "SELECT event_id" + FROM + " WHERE event_id = $1"),
        Arguments.of("a named parameter", "SELECT event_id" + FROM + " WHERE event_id = :x"),
        Arguments.of("an open string in dollars", "SELECT $$event AS a" + FROM),
        Arguments.of("a NUL", "SELECT event_id\0" + FROM),
        Arguments.of("nothing", ""),
        Arguments.of("a comment alone", "-- nothing"),
        Arguments.of("a list without end", "[#list 1.. as i]${i}[/#list]SELECT 1 AS a" + FROM),
        Arguments.of("padding without end", "SELECT '${''?left_pad(2000000000)}' AS a" + FROM),
        Arguments.of(
            "a macro that calls itself", "[#macro m][@m/][/#macro][@m/]SELECT 1 AS a" + FROM),
        Arguments.of("a file read by its name", "SELECT * FROM \"../accrete.yml\""),
        Arguments.of("no SELECT", "DELETE" + FROM));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badTexts")
  void isRefusedWithACodeAndAPlace(String what, String text) throws IOException {
    Shop shop = Shop.built(folder, "shop");
    Map<String, List<String>> before = shop.everything();
    shop.write("models/odd.sql", text);
    Outcome outcome = shop.accrete("run");
    assertThat(outcome.code()).as(what + ": " + outcome.out() + outcome.err()).isEqualTo(1);
    assertThat(outcome.err()).as(what).containsPattern("E\\d{3} models/odd.sql(:\\d+:\\d+)?");
    assertThat(outcome.err().lines()).as(what).hasSizeLessThan(12);
    assertThat(shop.everything()).as(what).isEqualTo(before);
    assertThat(shop.accrete("run", "-s", "sessions").code()).as(what).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "models/sources.yml, loaded_at:, loaded_att:",
    "models/sources.yml, {type: timestamp, {typ: timestamp",
    "accrete.yml, schema:, schemas:",
    "models/sessions.sql, distribution:, distributoin:"
  })
  void mistakesOutsideTheSqlStopARunToo(String file, String right, String wrong)
      throws IOException {
    Shop shop = Shop.built(folder, "shop");
    shop.accrete("load", "atomic.events", "data/events_2.csv");
    Map<String, List<String>> before = shop.everything();
    String text = Files.readString(shop.folder().resolve(file));
    shop.write(file, text.replace(right, wrong));
    for (String command : List.of("run", "run -s sessions", "compile", "plan")) {
      Outcome outcome = shop.accrete(command.split(" "));
      assertThat(outcome.code()).as(command + outcome.out() + outcome.err()).isEqualTo(1);
      assertThat(outcome.err()).containsPattern("E\\d{3} " + file + ":\\d+:\\d+");
    }
    assertThat(shop.everything()).isEqualTo(before);
  }

  private static String repeated(int times, String format, String between) {
    return IntStream.range(0, times)
        .mapToObj(i -> format.replace("#", Integer.toString(i)))
        .collect(Collectors.joining(between));
  }

  static Stream<Arguments> largeTexts() {
    return Stream.of(
        Arguments.of(
            "deep parentheses",
            "SELECT " + "(".repeat(10_000) + "1" + ")".repeat(10_000) + " AS a" + FROM),
        Arguments.of(
            "50,000 items",
            "SELECT event_id"
                + FROM
                + " WHERE event_id IN ("
                + repeated(50_000, "'e#'", ",")
                + ")"),
        Arguments.of("3,000 columns", "SELECT " + repeated(3_000, "event_id AS c#", ", ") + FROM),
        Arguments.of(
            "2,000 conditions",
            "SELECT event_id" + FROM + " WHERE " + repeated(2_000, "event_id = 'e#'", " OR ")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("largeTexts")
  void isBorneOrRefused(String what, String text) throws IOException {
    assumeTrue(
        text.length() < LARGE || Boolean.getBoolean("accrete.large"),
        "skipped: takes seconds; -Daccrete.large=true");
    Shop shop = Shop.built(folder, "shop");
    shop.write("models/odd.sql", text);
    long start = System.nanoTime();
    Outcome outcome = shop.accrete("run");
    System.out.printf(
        "%s: exit code %d in %d ms: %s%n",
        what,
        outcome.code(),
        (System.nanoTime() - start) / 1_000_000,
        outcome
            .err()
            .lines()
            .findFirst()
            .map(l -> l.substring(0, Math.min(120, l.length())))
            .orElse(""));
    assertThat(outcome.code()).as(what).isBetween(0, 2);
    assertThat(outcome.err()).hasSizeLessThan(20_000);
    assertThat(shop.accrete("run", "-s", "sessions", "--exclude", "odd").code()).isIn(0, 2);
  }

  @Test
  void filesThatAreNoTextAreNamed() throws IOException {
    Shop shop = Shop.built(folder, "shop");
    Files.write(
        shop.folder().resolve("models/odd.sql"),
        "SELECT 'h\u00e9' AS a".getBytes(StandardCharsets.ISO_8859_1));
    for (String command : List.of("compile", "run")) {
      Outcome outcome = shop.accrete(command);
      assertThat(outcome.code()).as(command).isEqualTo(1);
      assertThat(outcome.err()).containsPattern("E\\d{3} models/odd.sql");
    }
  }

  @Test
  void caseTwinsAreTold() throws IOException {
    Shop shop = Shop.built(folder, "shop");
    shop.write("models/SESSIONS.sql", "SELECT event_id" + FROM);
    Outcome outcome = shop.accrete("run");
    assertThat(outcome.code()).as(outcome.out() + outcome.err()).isEqualTo(1);
    assertThat(outcome.err()).containsIgnoringCase("sessions").containsPattern("E\\d{3} models/");
  }

  @Test
  void namesWithQuotesAndOfGreatLengthAreBorneOrRefused() throws IOException {
    for (String name :
        List.of("it's", "a\"b", "a b", "ünïcode", "m".repeat(63), "m".repeat(127), "select")) {
      Shop shop = Shop.built(folder, "shop" + name.hashCode());
      shop.write("models/" + name + ".sql", "SELECT event_id" + FROM);
      Outcome outcome = shop.accrete("run");
      assertThat(outcome.code()).as(name + outcome.out() + outcome.err()).isIn(0, 1);
      assertThat(outcome.code() == 0 || outcome.err().matches("(?s).*E\\d{3} .*"))
          .as(name + outcome.out() + outcome.err())
          .isTrue();
      if (outcome.code() == 0) {
        assertThat(shop.accrete("diff", name, name + ":full").out()).startsWith("Equal");
      }
    }
  }

  @Test
  void stateEditedByHandIsToldOrRepaired() {
    for (String edit :
        List.of(
            "DELETE FROM accrete.model_version",
            "DELETE FROM accrete.position",
            "DELETE FROM accrete.batch",
            "DELETE FROM accrete.change_log",
            "DELETE FROM accrete.freeze_counter",
            "DELETE FROM accrete.lock",
            "DROP TABLE accrete.position",
            "DROP TABLE derived.sessions",
            "UPDATE accrete.state_version SET version = 99",
            "DELETE FROM accrete.state_version",
            "UPDATE accrete.model_version SET version = 77")) {
      Shop shop = Shop.built(folder, "shop" + edit.hashCode());
      shop.accrete("load", "atomic.events", "data/events_2.csv");
      shop.execute(edit);
      Outcome outcome = shop.accrete("run");
      System.out.printf(
          "%s: exit code %d; %s%n",
          edit, outcome.code(), outcome.out().lines().findFirst().orElse(outcome.err().strip()));
      if (outcome.code() == 0) {
        assertThat(shop.accrete("diff", "sessions", "sessions:full").out())
            .as(edit)
            .startsWith("Equal");
        String rows = shop.accrete("show", "sessions").out();
        assertThat(rows).as(edit).contains("2026-03-01 08:59:00", "3 rows");
      }
    }
  }
}
