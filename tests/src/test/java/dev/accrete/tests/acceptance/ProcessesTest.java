package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a process of its own shows: locales, little memory, output that nobody reads, a file that
 * somebody holds.
 */
class ProcessesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"C,en,US", "tr_TR.UTF-8,tr,TR"})
  void anyLocale(String lang, String language, String country) throws IOException {
    Shop shop = Shop.open(folder, "shop");
    shop.accrete("load", "atomic.events", "data/events_1.csv");
    shop.write(
        "models/TITLES.sql", "SELECT DISTINCT page_url AS TITLE FROM ${ref('atomic.events')}\n");
    Child.Outcome run =
        Child.accrete(List.of("-Duser.language=" + language, "-Duser.country=" + country), "run")
            .in(shop.folder())
            .with(Map.of("LANG", lang, "LC_ALL", lang))
            .run();
    assertThat(run.code()).as(run.out() + run.err()).isZero();
    assertThat(run.err()).doesNotContain("\tat ");
    if (lang.equals("C")) {
      assertThat(run.out() + run.err())
          .matches(text -> text.chars().allMatch(c -> c < 128), "ASCII");
    }
    assertThat(shop.accrete("run").out()).contains("nothing new").doesNotContain("full");
  }

  @Test
  void transpilesWhatIsPipedIntoIt() throws IOException {
    Child.Outcome done =
        Child.accrete("transpile", "-", "--to", "duckdb")
            .in(folder)
            .with(Map.of("LC_ALL", "C"))
            .run("SELECT NVL(a, 'é') AS a\nFROM FROM t");
    assertThat(done.code()).as(done.out() + done.err()).isEqualTo(1);
    assertThat(done.err()).contains("E201 <stdin>:2:6 ");
    assertThat(done.out()).isEmpty();
    assertThat(
            Child.accrete("transpile", "-", "--to", "duckdb")
                .in(folder)
                .run("SELECT NVL(a, 'é') AS a\nFROM t")
                .out())
        .isEqualTo("SELECT COALESCE(a, 'é') AS a\nFROM t");
  }

  @Test
  void compilesTheWebModelsWith64Megabytes() throws IOException {
    ShippedModels.write(ShippedModels.visits(), folder);
    Child.Outcome compiled = Child.accrete(List.of("-Xmx64m"), "compile").in(folder).run();
    assertThat(compiled.code()).as(compiled.out() + compiled.err()).isZero();
  }

  @Test
  void isSilentWhereNobodyReadsItsOutput() throws IOException {
    Shop shop = Shop.open(folder, "shop");
    String command =
        Child.accrete("compile", "--format", "json").command().stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    Process process =
        new ProcessBuilder("sh", "-c", command + " | head -n 1")
            .directory(shop.folder().toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(said).startsWith("{\n").doesNotContain("xception", "\tat ");
  }

  @Test
  void leavesWith3WhereAnotherProcessHoldsTheFile() throws IOException {
    Shop shop = Shop.built(folder, "shop");
    try (DuckDbDatabase held = DuckDbDatabase.open(shop.folder().resolve("target/dev.duckdb"))) {
      assertThat(held.dialect().engine()).isEqualTo("duckdb");
      for (String command : List.of("run", "load atomic.events data/events_2.csv")) {
        Child.Outcome outcome = Child.accrete(command.split(" ")).in(shop.folder()).run();
        assertThat(outcome.code()).as(outcome.err()).isEqualTo(3);
        assertThat(outcome.err()).contains("another process holds it").doesNotContain("\tat ");
      }
    }
  }
}
