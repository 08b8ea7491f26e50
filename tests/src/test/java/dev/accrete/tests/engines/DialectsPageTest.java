package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What {@code docs/dialects.md} says of DuckDB and PostgreSQL is what they say. {@code
 * -Dgolden.rewrite=true} writes their columns anew; that of Redshift is written by hand.
 */
class DialectsPageTest {
  private static final Path PAGE = Path.of("../docs/dialects.md");
  private static final Pattern LINE = Pattern.compile("\\| `(SELECT .*?)` \\| ([^|]*) \\|.*");

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
    assertThat(Files.readString(PAGE)).isEqualTo(actual).contains("| no |");
  }

  private static String answered(String line, Session duckdb, Session postgres) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      return line;
    }
    String sql = matcher.group(1).replace("\\|", "|");
    return "| `%s` | %s | %s | %s |"
        .formatted(matcher.group(1), matcher.group(2), answer(duckdb, sql), answer(postgres, sql));
  }

  private static String answer(Session session, String sql) {
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
