package dev.accrete.compiler.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.catalogue.FunctionEntry;
import dev.accrete.compiler.catalogue.Functions;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.junit.jupiter.api.Test;

/**
 * Each page of Redshift's documentation on what may stand in a SELECT has a snippet that uses it.
 */
class RedshiftPagesTest {
  private static final Pattern CALL = Pattern.compile("([A-Z0-9_]+)\\(\\)");

  /** What is no function, though the catalogue has it as one. */
  private static final Set<String> FORMS =
      Set.of(
          "AND",
          "DEFAULT",
          "FILTER",
          "GROUPING",
          "ILIKE",
          "ITEM",
          "LIMIT",
          "OR",
          "OVERLAPS",
          "ROW",
          "ROWS");

  /** What the catalogue takes for Redshift's, and no page has: leader nodes have it, or nobody. */
  private static final Set<String> WITHOUT_PAGE =
      Set.of(
          // Casts, by the names of their types.
          "BOOL",
          "CHAR",
          "FLOAT4",
          "FLOAT8",
          "INT2",
          "INT4",
          "INT8",
          "TEXT",
          "VARCHAR",
          "DATEPART",
          "FARMHASH64",
          "FORMAT_TYPE",
          "GENERATE_SERIES",
          "GENERATE_SUBSCRIPTS",
          "LOCALTIMESTAMP",
          "PG_GET_VIEWDEF",
          "SETSEED");

  /**
   * A page and how a snippet is known to use it.
   *
   * @param name of the page
   * @param how calls, a pattern, or a reason why there is none
   */
  private record Page(String name, String how) {
    boolean isLeftOut() {
      return how.startsWith("- ");
    }

    /** Whether snippets with these calls and texts use it. */
    boolean isUsed(Set<String> calls, List<String> texts) {
      if (how.startsWith("/")) {
        Pattern pattern =
            Pattern.compile(
                how.substring(1, how.length() - 1), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
        return texts.stream().anyMatch(t -> pattern.matcher(t).find());
      }
      List<String> needed = names(how);
      return !needed.isEmpty() && calls.containsAll(needed);
    }
  }

  @Test
  void eachPageIsUsedBySnippetsOrSaysWhyNot() throws IOException {
    List<Page> pages = pages();
    Set<String> calls = new HashSet<>();
    List<String> texts = new ArrayList<>();
    for (RedshiftCorpus.Snippet snippet : RedshiftCorpus.topics()) {
      texts.add(SqlComments.withoutComments(snippet.sql()));
      calls.addAll(calls(snippet.sql()));
    }
    List<String> unused =
        pages.stream()
            .filter(p -> !p.isLeftOut() && !p.isUsed(calls, texts))
            .map(Page::name)
            .toList();
    long leftOut = pages.stream().filter(Page::isLeftOut).count();
    System.out.printf(
        "Redshift's pages: %d, of which %d have snippets and %d a reason not to%n",
        pages.size(), pages.size() - leftOut - unused.size(), leftOut);
    assertThat(unused).isEmpty();
    assertThat(leftOut).isLessThan(20);
  }

  @Test
  void pagesAreUnique() throws IOException {
    assertThat(pages()).extracting(Page::name).doesNotHaveDuplicates().hasSizeGreaterThan(400);
  }

  /** What the catalogue knows and the list forgot would never be asked for. */
  @Test
  void eachFunctionOfTheCatalogueIsOnAPage() throws IOException {
    Set<String> listed = new HashSet<>();
    for (Page page : pages()) {
      listed.addAll(names(page.how()));
      Pattern.compile("[A-Z0-9_]{2,}")
          .matcher(page.how())
          .results()
          .forEach(r -> listed.add(r.group()));
    }
    TreeSet<String> forgotten = new TreeSet<>();
    for (FunctionEntry entry : Functions.all()) {
      if (entry.isIn("redshift")
          && entry.name().matches("[A-Z0-9_]+")
          && !FORMS.contains(entry.name())
          && !listed.contains(entry.name())) {
        forgotten.add(entry.name());
      }
    }
    assertThat(forgotten).containsExactlyInAnyOrderElementsOf(WITHOUT_PAGE);
  }

  private static List<Page> pages() throws IOException {
    return Files.readAllLines(RedshiftCorpus.folder().resolve("pages.txt")).stream()
        .filter(l -> !l.isBlank() && !l.startsWith("#") && !l.startsWith("=="))
        .map(l -> l.split(" \\| ", 2))
        .map(p -> new Page(p[0], p[1]))
        .toList();
  }

  private static List<String> names(String how) {
    return CALL.matcher(how).results().map(r -> r.group(1)).toList();
  }

  /** The names that a snippet calls; none where it does not parse. */
  private static Set<String> calls(String sql) {
    Set<String> calls = new HashSet<>();
    SqlTextParser.parseAnyTables(Texts.plain(SqlComments.withoutEscapedQuotes(sql)))
        .value()
        .ifPresent(parsed -> parsed.query().accept(new Calls(calls)));
    return calls;
  }

  /** Collects the names of calls. */
  private static final class Calls extends SqlBasicVisitor<Void> {
    private final Set<String> names;

    Calls(Set<String> names) {
      this.names = names;
    }

    @Override
    public Void visit(SqlCall call) {
      names.add(call.getOperator().getName().toUpperCase(Locale.ROOT));
      for (SqlNode operand : call.getOperandList()) {
        if (operand != null) {
          operand.accept(this);
        }
      }
      return null;
    }
  }
}
