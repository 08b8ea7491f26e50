package dev.accrete.runtime.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.parse.ParsedText;
import dev.accrete.compiler.parse.SqlComments;
import dev.accrete.compiler.parse.SqlTextParser;
import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;
import dev.accrete.compiler.template.RenderedText;
import dev.accrete.tests.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.dialect.RedshiftSqlDialect;
import org.apache.calcite.util.Litmus;
import org.junit.jupiter.api.Test;

/**
 * What is parsed, printed and parsed again is the same tree: the parser forgets nothing that was
 * written. It stands in this package because what makes projects is nobody's library.
 */
class RoundTripTest {
  private static final Path TOPICS =
      Repository.root().resolve("compiler/src/test/resources/redshift-corpus/topics");
  private static final int PROJECTS = 60;

  /**
   * What does not come out the same: CONNECT BY is kept as a condition, behind WHERE; a period is
   * printed as one.
   */
  private static final List<String> EXCEPTIONS =
      List.of(
          "connect-by/connect_by_first",
          "connect-by/level",
          "connect-by/nested",
          "connect-by/several_conditions",
          "connect-by/start_with_first",
          "connect-by/without_start",
          "second-reading/connect_by_full",
          "where/overlaps");

  /** Redshift's, but for intervals whose units stand in the text. */
  private static final class Printing extends RedshiftSqlDialect {
    /** The precision that the parser gives to an interval without fields. */
    private static final int DIGITS = 9;

    Printing() {
      super(DEFAULT_CONTEXT);
    }

    @Override
    public void unparseSqlIntervalLiteral(
        SqlWriter writer, SqlIntervalLiteral literal, int left, int right) {
      SqlIntervalLiteral.IntervalValue value =
          literal.getValueAs(SqlIntervalLiteral.IntervalValue.class);
      SqlIntervalQualifier fields = value.getIntervalQualifier();
      boolean own = fields.getStartPrecisionPreservingDefault() == DIGITS;
      if (own
          && fields.timeUnitRange.endUnit != null
          && value.getIntervalLiteral().matches(".*\\D.*")) {
        writer.literal("INTERVAL '" + value.getIntervalLiteral() + "'");
      } else {
        super.unparseSqlIntervalLiteral(writer, literal, left, right);
      }
    }
  }

  @Test
  void theCorpusComesOutTheSame() throws IOException {
    TreeSet<String> others = new TreeSet<>();
    Map<String, String> snippets = snippets();
    snippets.forEach((name, sql) -> changed(sql).ifPresent(how -> others.add(name)));
    System.out.printf(
        "Round trip: %d of %d snippets%n", snippets.size() - others.size(), snippets.size());
    assertThat(others).containsExactlyElementsOf(EXCEPTIONS);
  }

  @Test
  void randomModelsComeOutTheSame() {
    int models = 0;
    for (int seed = 1; seed <= PROJECTS; seed++) {
      Map<String, String> project =
          ProjectGenerator.project(new Chance(seed), seed % 2 == 0, "duckdb");
      for (Map.Entry<String, String> file : project.entrySet()) {
        if (file.getKey().endsWith(".sql")) {
          models++;
          assertThat(changed(plain(file.getValue()))).as(file.getValue()).isEmpty();
        }
      }
    }
    System.out.printf("Round trip: %d random models%n", models);
    assertThat(models).isGreaterThan(PROJECTS);
  }

  /** How a text comes out another one; empty where it does not. */
  private static Optional<String> changed(String sql) {
    SqlNode first = parsed(sql).orElseThrow(() -> new AssertionError("does not parse: " + sql));
    String printed = printed(first);
    Optional<SqlNode> second = parsed(printed);
    boolean same = second.isPresent() && first.equalsDeep(second.get(), Litmus.IGNORE);
    return same ? Optional.empty() : Optional.of(printed);
  }

  private static String printed(SqlNode node) {
    return node.toSqlString(c -> c.withDialect(new Printing()).withQuoteAllIdentifiers(true))
        .getSql();
  }

  private static Optional<SqlNode> parsed(String sql) {
    Origin whole = new Origin(new Span(new SourceFile("models/m.sql", sql), 0, 0), List.of());
    RenderedText text =
        new RenderedText(
            sql, List.of(), new TreeMap<>(Map.of(0, new RenderedText.Piece(whole, true))));
    return SqlTextParser.parseAnyTables(text).value().map(ParsedText::query);
  }

  /** A model's text with names in place of its references. */
  private static String plain(String model) {
    return model
        .replaceFirst("(?s)\\A---\n.*?\n---\n", "")
        .replaceAll("\\$\\{ref\\('([\\w.]+)'\\)}", "$1");
  }

  /** The snippets that are models. */
  private static Map<String, String> snippets() throws IOException {
    Map<String, String> snippets = new TreeMap<>();
    try (Stream<Path> files = Files.list(TOPICS)) {
      for (Path file : files.toList()) {
        String topic = file.getFileName().toString().replace(".sql", "/");
        for (String part : Files.readString(file).split("(?m)^--- ")) {
          String[] parts = part.split("\n", 2);
          if (parts.length == 2 && !parts[0].endsWith(": refused")) {
            snippets.put(topic + parts[0], SqlComments.withoutEscapedQuotes(parts[1]));
          }
        }
      }
    }
    return snippets;
  }
}
