package dev.accrete.compiler.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The four tests of dbt that YAML declares by name, each as the template of a SELECT of the rows
 * that should not be there. The text is compiled as a model's is, so it means the same on every
 * engine.
 */
enum GenericTest {
  UNIQUE,
  NOT_NULL,
  ACCEPTED_VALUES,
  RELATIONSHIPS;

  private static final Pattern REFERENCE =
      Pattern.compile(
          "\\s*(?:ref\\(\\s*['\"](?<model>[^'\"]+)['\"]\\s*\\)"
              + "|source\\(\\s*['\"](?<schema>[^'\"]+)['\"]\\s*,\\s*['\"](?<table>[^'\"]+)['\"]\\s*\\)"
              + "|(?<plain>[^'\"()]+))\\s*");

  /** The words that YAML has for them. */
  static List<String> words() {
    return List.of("unique", "not_null", "accepted_values", "relationships");
  }

  /** What YAML says of one besides its column and what may be said of any. */
  static List<String> arguments(String word) {
    return switch (word) {
      case "accepted_values" -> List.of("values", "quote");
      case "relationships" -> List.of("to", "field");
      default -> List.of();
    };
  }

  /** What stands in FROM: the relation, or its rows that a condition keeps, as {@code tested}. */
  static String tested(String relation, Optional<String> where) {
    String whole = "${ref('" + relation + "')}";
    return where
        .map(condition -> "(SELECT * FROM " + whole + " WHERE (" + condition + "\n)) AS tested")
        .orElse(whole + " AS tested");
  }

  /** A column as it stands in SQL. */
  static String quoted(String column) {
    return '"' + column.replace("\"", "\"\"") + '"';
  }

  static String notNull(String column, String tested) {
    return "SELECT * FROM " + tested + "\nWHERE " + column + " IS NULL";
  }

  /** Rows with a NULL among the columns do not count. */
  static String unique(List<String> columns, String tested) {
    List<String> shown = new ArrayList<>();
    List<String> present = new ArrayList<>();
    for (String column : columns) {
      shown.add(columns.size() == 1 ? column + " AS unique_field" : column);
      present.add(column + " IS NOT NULL");
    }
    return "SELECT "
        + String.join(", ", shown)
        + ", COUNT(*) AS n_records\nFROM "
        + tested
        + "\nWHERE "
        + String.join(" AND ", present)
        + "\nGROUP BY "
        + String.join(", ", columns)
        + "\nHAVING COUNT(*) > 1";
  }

  static String acceptedValues(String column, List<String> literals, String tested) {
    return "SELECT "
        + column
        + " AS value_field, COUNT(*) AS n_records\nFROM "
        + tested
        + "\nWHERE "
        + column
        + " NOT IN ("
        + String.join(", ", literals)
        + ")\nGROUP BY "
        + column;
  }

  static String relationships(String column, String to, String field, String tested) {
    return "SELECT child.from_field\nFROM (SELECT "
        + column
        + " AS from_field FROM "
        + tested
        + " WHERE "
        + column
        + " IS NOT NULL) AS child\nLEFT JOIN (SELECT "
        + field
        + " AS to_field FROM ${ref('"
        + to
        + "')}) AS parent ON child.from_field = parent.to_field\nWHERE parent.to_field IS NULL";
  }

  /** The name in {@code ref('a')}, {@code source('a', 'b')} or {@code a.b}. */
  static Optional<String> reference(String text) {
    Matcher matcher = REFERENCE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    if (matcher.group("model") != null) {
      return Optional.of(matcher.group("model"));
    }
    return matcher.group("plain") != null
        ? Optional.of(matcher.group("plain").trim())
        : Optional.of(matcher.group("schema") + "." + matcher.group("table"));
  }
}
