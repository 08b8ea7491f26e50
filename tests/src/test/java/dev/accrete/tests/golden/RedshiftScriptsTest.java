package dev.accrete.tests.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.Compiler;
import dev.accrete.compiler.load.ModelFile.Materialization;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.compiler.parse.StatementParser;
import dev.accrete.tests.acceptance.ShippedModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.dialect.RedshiftSqlDialect;
import org.apache.calcite.util.Litmus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every golden case and the shipped models compiled for Redshift: SQL that Redshift takes. */
class RedshiftScriptsTest {
  private static final Path CASES = Path.of("src/test/resources/golden/derivations");

  /** What Redshift has no form for, or commits with, or believes without looking. */
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "\\b(TRUNCATE|VACUUM|ALTER TABLE|PRIMARY KEY|UNIQUE\\b|FOREIGN KEY|REFERENCES|ON CONFLICT"
              + "|IS NOT DISTINCT FROM|IS DISTINCT FROM|EXCEPT ALL|INTERSECT ALL|generate_series|WITH NO DATA"
              + "|OR REPLACE|pg_temp|NOW\\(\\)|clock_timestamp|gen_random_uuid)",
          Pattern.CASE_INSENSITIVE);

  /** A name that follows AS where it is no type, and stands without quotes. */
  private static final Pattern ALIAS =
      Pattern.compile("(?i)(?<!CAST\\([^()]{1,80} )\\bAS ([a-z_]+)\\b(?!\\()");

  private static final List<String> RESERVED =
      List.of(
          "delta",
          "tag",
          "freeze",
          "snapshot",
          "system",
          "old",
          "new",
          "open",
          "off",
          "raw",
          "minus",
          "top");

  /** No project has fewer statements than that: its state alone takes some dozen a script. */
  private static final int LEAST = 100;

  private static final AtomicInteger PARSED = new AtomicInteger();

  @AfterAll
  static void count() {
    System.out.printf("Statements for Redshift: %d parsed%n", PARSED.get());
  }

  @TestFactory
  Stream<DynamicTest> isRedshiftsSql() throws IOException {
    List<Path> cases;
    try (Stream<Path> folders = Files.list(CASES)) {
      cases = folders.sorted().toList();
    }
    return cases.stream()
        .map(c -> DynamicTest.dynamicTest(c.getFileName().toString(), () -> check(files(c))));
  }

  /** The shipped models with each of their variables: every script, both ways. */
  @TestFactory
  Stream<DynamicTest> theShippedModelsAreRedshiftsSql() {
    Map<String, Map<String, String>> settings = new TreeMap<>();
    settings.put("as shipped", Map.of());
    settings.put("app_ids", Map.of("app_ids", "[shop, \"o'neill\"]"));
    settings.put("time_zone", Map.of("time_zone", "Europe/Berlin"));
    settings.put("identity", Map.of("identity", "graph"));
    settings.put("vendor_limits", Map.of("vendor_limits", "true"));
    settings.put("bot_words", Map.of("bot_words", "[Firefox, \"_\", \"x'y\"]"));
    settings.put("no bot_words", Map.of("bot_words", "[]"));
    settings.put("own_columns", Map.of("own_columns", "[v_tracker, se_value]"));
    settings.put(
        "own_contexts", Map.of("own_contexts", "[{model: loyalty, columns: [loyalty_level]}]"));
    return Stream.concat(
        settings.entrySet().stream()
            .map(
                s ->
                    DynamicTest.dynamicTest(
                        s.getKey(), () -> checkShipped(ShippedModels.webWithOwn(s.getValue())))),
        Stream.of(
            DynamicTest.dynamicTest(
                "from a landing schema", () -> checkShipped(ShippedModels.webFromLanding()))));
  }

  private static void checkShipped(Map<String, String> texts) {
    CompiledProject project = check(onRedshift(texts));
    for (CompiledModel model : project.models()) {
      CompiledModel.Result result = model.result().orElseThrow();
      boolean shipped = !model.name().equals("loyalty") && !model.name().contains("$");
      if (shipped && result.plan().materialized() == Materialization.TABLE) {
        assertThat(result.full()).contains("DISTKEY (");
        assertThat(result.plan().recompute().isPresent() || result.plan().merge().isPresent())
            .as(model.name() + " is incremental")
            .isTrue();
      }
    }
  }

  private static CompiledProject check(Map<String, String> texts) {
    CompiledProject project =
        Compiler.compile(ProjectFiles.of(texts), CompileOptions.DEFAULT).value().orElseThrow();
    List<String> faults = new ArrayList<>();
    int statements = 0;
    for (CompiledModel model : project.models()) {
      for (String script :
          model.result().map(r -> List.of(r.full(), r.incremental())).orElse(List.of())) {
        for (String statement : statements(script)) {
          statements++;
          faults(model.name(), statement, faults);
        }
      }
    }
    assertThat(faults).isEmpty();
    assertThat(statements).isGreaterThan(LEAST);
    PARSED.addAndGet(statements);
    return project;
  }

  private static void faults(String model, String statement, List<String> faults) {
    unread(statement).ifPresent(f -> faults.add(model + ": " + f + "\n" + statement));
    FORBIDDEN
        .matcher(statement)
        .results()
        .forEach(m -> faults.add(model + ": " + m.group() + "\n" + statement));
    ALIAS
        .matcher(statement)
        .results()
        .filter(m -> RESERVED.contains(m.group(1)))
        .forEach(m -> faults.add(model + ": " + m.group() + "\n" + statement));
  }

  /** Why the grammar does not take a statement, or takes what it prints of it for another one. */
  private static Optional<String> unread(String statement) {
    StatementParser.Read read = StatementParser.parse(statement);
    if (read.fault().isPresent()) {
      return read.fault().map(StatementParser.Fault::toString);
    }
    SqlNode tree = read.tree().orElseThrow();
    String printed =
        tree.toSqlString(
                c -> c.withDialect(RedshiftSqlDialect.DEFAULT).withQuoteAllIdentifiers(true))
            .getSql();
    boolean same =
        StatementParser.parse(printed)
            .tree()
            .filter(again -> again.equalsDeep(tree, Litmus.IGNORE))
            .isPresent();
    return same ? Optional.empty() : Optional.of("is printed as another one: " + printed);
  }

  /** A script's statements, without its comments between them. */
  static List<String> statements(String script) {
    return Stream.of(script.split(";\n"))
        .map(s -> s.lines().filter(l -> !l.startsWith("--")).toList())
        .map(lines -> String.join("\n", lines).strip())
        .filter(s -> !s.isEmpty())
        .toList();
  }

  private static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        if (!name.startsWith("expected/")) {
          files.put(name, Files.readString(file));
        }
      }
    }
    return onRedshift(files);
  }

  private static Map<String, String> onRedshift(Map<String, String> texts) {
    Map<String, String> files = new TreeMap<>(texts);
    files.computeIfPresent(
        "accrete.yml",
        (name, text) ->
            text.replaceAll(
                "\\{engine: (?:duckdb|postgres), .*\\}",
                "{engine: redshift, url: 'jdbc:redshift://none/none', user: u}"));
    assertThat(files.get("accrete.yml")).contains("engine: redshift");
    return files;
  }
}
