package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.Transpilation;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What {@code docs/dialects.md} says of DuckDB and PostgreSQL is what they say to the translated
 * SQL. {@code -Dgolden.rewrite=true} writes their columns anew; that of Redshift is written by
 * hand.
 */
class DialectsPageTest {
  private static final Path PAGE = Path.of("../docs/dialects.md");
  private static final String NO_EQUAL = "no equal";
  private static final Pattern LINE =
      Pattern.compile("\\| `(SELECT .*?)` \\| ([^|]*) \\| ([^|]*) \\| ([^|]*) \\| ?([^|]*)\\|");

  @Test
  void thePageSaysWhatTheEnginesSay() throws IOException {
    List<String> lines = Files.readAllLines(PAGE);
    String actual;
    try (Database duckdb = DuckDbDatabase.inMemory();
        Database postgres = PostgresServer.fresh();
        Session first = duckdb.session("page", StatementListener.NONE);
        Session second = postgres.session("page", StatementListener.NONE)) {
      actual =
          lines.stream()
              .map(line -> answered(line, first, second) + "\n")
              .collect(Collectors.joining());
    }
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.writeString(PAGE, actual);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(actual).contains("| no equal |");
  }

  @Test
  void whereTheAnswersDifferThePageSaysWhy() throws IOException {
    assertThat(Files.readAllLines(PAGE))
        .filteredOn(line -> LINE.matcher(line).matches())
        .hasSizeGreaterThan(100)
        .allSatisfy(
            line -> {
              Matcher matcher = LINE.matcher(line);
              assertThat(matcher.matches()).isTrue();
              boolean same =
                  Stream.of(3, 4)
                      .map(matcher::group)
                      .allMatch(cell -> cell.equals(NO_EQUAL) || cell.equals(matcher.group(2)));
              assertThat(matcher.group(5).isBlank()).as(line).isEqualTo(same);
            });
  }

  @Test
  void everyLineIsAsked() throws IOException {
    assertThat(Files.readAllLines(PAGE))
        .filteredOn(line -> line.startsWith("| `SELECT"))
        .hasSizeGreaterThan(100)
        .allMatch(line -> LINE.matcher(line).matches());
  }

  private static String answered(String line, Session duckdb, Session postgres) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      return line;
    }
    String sql = matcher.group(1).replace("\\|", "|");
    return "| `%s` | %s | %s | %s |%s|"
        .formatted(
            matcher.group(1),
            matcher.group(2),
            answer(duckdb, "duckdb", sql),
            answer(postgres, "postgres", sql),
            matcher.group(5).isBlank() ? " " : " " + matcher.group(5));
  }

  private static String answer(Session session, String dialect, String redshift) {
    Checked<Optional<String>> translated =
        Transpilation.transpile(new SourceFile("line.sql", redshift), "redshift", dialect);
    if (translated.hasErrors()) {
      return NO_EQUAL;
    }
    String sql = translated.value().orElseThrow();
    try {
      return session
          .first(
              "ask",
              "SELECT COALESCE('`' || CAST(v AS VARCHAR) || '`', 'NULL') FROM ("
                  + sql
                  + ") AS answer (v)",
              row -> row.text(1))
          .orElse("nothing");
    } catch (EngineException e) {
      return "no";
    }
  }
}
