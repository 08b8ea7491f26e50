package dev.accrete.compiler.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.DiagnosticPrinter;
import dev.accrete.compiler.parse.RedshiftCorpus.Snippet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * How much of Redshift's SQL the parser takes. What it does not do right stands in {@code
 * known-gaps.txt}, name by name: a gap that closes has to leave that file, a new one fails.
 */
class RedshiftCorpusTest {
  private static final char MARK = '¦';

  @Test
  void takesWhatRedshiftTakes() {
    compare("topics", RedshiftCorpus.topics(), s -> problems(s.sql()).isEmpty() != s.refused());
  }

  @Test
  void showsWhereBrokenTextsStopBeingSql() {
    compare("broken", RedshiftCorpus.broken(), s -> shown(s).equals(expected(s)));
  }

  @Test
  void namesAreUnique() {
    List<String> names =
        java.util.stream.Stream.concat(
                RedshiftCorpus.topics().stream(), RedshiftCorpus.broken().stream())
            .map(Snippet::name)
            .toList();
    assertThat(names).doesNotHaveDuplicates();
    assertThat(names).containsAll(RedshiftCorpus.knownGaps());
  }

  private static void compare(String what, List<Snippet> snippets, Predicate<Snippet> isRight) {
    List<String> wrong = new ArrayList<>();
    for (Snippet snippet : snippets) {
      if (!isRight.test(snippet)) {
        wrong.add(snippet.name());
      }
    }
    System.out.printf(
        "Redshift corpus, %s: %d of %d as they must be%n",
        what, snippets.size() - wrong.size(), snippets.size());
    List<String> known =
        RedshiftCorpus.knownGaps().stream()
            .filter(n -> snippets.stream().anyMatch(s -> s.name().equals(n)))
            .toList();
    assertThat(wrong)
        .as("%s; what is said of them:%n%s", what, messages(snippets, wrong))
        .containsExactlyInAnyOrderElementsOf(known);
  }

  private static String messages(List<Snippet> snippets, List<String> names) {
    StringBuilder out = new StringBuilder();
    for (Snippet snippet : snippets) {
      if (names.contains(snippet.name())) {
        out.append(snippet.name()).append(": ").append(shown(snippet));
        out.append(snippet.sql().indexOf(MARK) < 0 ? "" : " instead of " + expected(snippet));
        out.append('\n');
      }
    }
    return out.toString();
  }

  /** The line and column of the mark. */
  private static String expected(Snippet snippet) {
    String before = snippet.sql().substring(0, snippet.sql().indexOf(MARK));
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    return line + ":" + (before.length() - before.lastIndexOf('\n'));
  }

  private static String shown(Snippet snippet) {
    List<String> problems = problems(snippet.sql().replace(String.valueOf(MARK), ""));
    boolean isBroken = snippet.sql().indexOf(MARK) >= 0;
    return problems.isEmpty()
        ? "nothing"
        : isBroken
            ? problems.get(0).replaceFirst("^\\w+ models/m.sql:(\\d+:\\d+) (?s).*", "$1")
            : problems.get(0);
  }

  /** What is wrong with a text, but for its tables that are read without {@code ref()}. */
  private static List<String> problems(String sql) {
    return SqlTextParser.parse(Texts.plain(SqlComments.withoutEscapedQuotes(sql)))
        .diagnostics()
        .stream()
        .filter(d -> !isBareTable(d))
        .map(DiagnosticPrinter::sentence)
        .toList();
  }

  private static boolean isBareTable(Diagnostic diagnostic) {
    return diagnostic.code() == Code.BARE_TABLE;
  }
}
