package dev.accrete.compiler.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.DiagnosticPrinter;
import dev.accrete.compiler.load.ProjectSettings.Validation;
import dev.accrete.compiler.parse.ParsedText;
import dev.accrete.compiler.parse.RedshiftTypes;
import dev.accrete.compiler.parse.RedshiftTypes.Typed;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.validate.ModelValidator.Validated;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The types of columns, as Redshift's documentation has them: see the corpus's README. What comes
 * out otherwise stands in {@code known-types.txt}, column by column, and has to leave it once it
 * comes out so.
 */
class RedshiftCorpusTypesTest {
  private static final String ENGINE = "redshift";
  private static final String OPEN = "open";

  /** What the type checker has no name for. */
  private static final Set<String> NAMELESS = Set.of("super", "geometry", "geography", "hllsketch");

  private static final Map<String, String> SYNONYMS =
      Map.of("name", "varchar", "varbyte", "varbinary");

  @Test
  void columnsHaveTheTypesOfTheDocumentation() {
    List<Typed> all = RedshiftTypes.all();
    Map<String, String> wrong = new TreeMap<>();
    int told = 0;
    for (Typed snippet : all) {
      List<String> types = snippet.types();
      List<String> found = found(snippet);
      for (int i = 0; i < types.size(); i++) {
        boolean isAsked = !types.get(i).equals(OPEN);
        told += isAsked ? 1 : 0;
        String here = snippet.name() + " " + (i + 1);
        if (isAsked && found.size() != types.size()) {
          wrong.put(here, "is not among " + found);
        } else if (isAsked && !agrees(types.get(i), found.get(i))) {
          wrong.put(here, "is " + found.get(i) + " and not " + types.get(i));
        }
      }
    }
    System.out.printf(
        "Redshift's types: %d snippets, %d columns with a type told, %d of them come out so%n",
        all.size(), told, told - wrong.size());
    assertThat(told).isGreaterThan(1350);
    Map<String, String> unknown = new TreeMap<>(wrong);
    unknown.keySet().removeAll(RedshiftTypes.known());
    assertThat(wrong.keySet())
        .as("what comes out: %s", unknown)
        .containsExactlyInAnyOrderElementsOf(RedshiftTypes.known());
  }

  private static boolean agrees(String type, String found) {
    String expected = NAMELESS.contains(type) ? "any" : SYNONYMS.getOrDefault(type, type);
    return expected.equals(found)
        || type.equals(found)
        || !expected.contains("(") && found.startsWith(expected + "(");
  }

  /** The types that come out; what is said instead where there are none. */
  private static List<String> found(Typed snippet) {
    Catalogue catalogue = snippet::fields;
    Checked<Optional<ParsedText>> parsed = snippet.parsed();
    if (parsed.value().isEmpty()) {
      return sentences(parsed.diagnostics());
    }
    Checked<Optional<Validated>> checked =
        ModelValidator.validate(parsed.value().get(), catalogue, Validation.STRICT, ENGINE);
    if (!isOnlyOfNames(checked.diagnostics())) {
      List<Field> columns = checked.value().map(Validated::columns).orElse(List.of());
      return columns.isEmpty() ? sentences(checked.diagnostics()) : types(columns);
    }
    ParsedText again = snippet.parsed().value().orElseThrow();
    Checked<List<Field>> typed = TypeChecker.check(again, catalogue, Code.INVALID_SQL, ENGINE);
    return typed.value().isEmpty() ? sentences(typed.diagnostics()) : types(typed.value());
  }

  /** A snippet need not name its columns as a model has to. */
  private static boolean isOnlyOfNames(List<Diagnostic> diagnostics) {
    return !diagnostics.isEmpty()
        && diagnostics.stream().allMatch(d -> d.code() == Code.REPEATED_COLUMN);
  }

  private static List<String> sentences(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(DiagnosticPrinter::sentence).toList();
  }

  private static List<String> types(List<Field> columns) {
    return columns.stream().map(f -> f.type() == null ? "any" : f.type()).toList();
  }
}
