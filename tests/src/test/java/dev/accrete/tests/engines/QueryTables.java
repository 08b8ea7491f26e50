package dev.accrete.tests.engines;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.parse.SqlTextParser;
import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;
import dev.accrete.compiler.template.RenderedText;
import dev.accrete.compiler.translate.Translator;
import dev.accrete.compiler.tree.Field;
import dev.accrete.runtime.engine.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tables that random queries read: few rows, with NULLs, copies, empty texts, blanks at the end
 * and edges of types.
 */
final class QueryTables {
  private static final Map<String, List<String>> COLUMNS = new LinkedHashMap<>();
  private static final Map<String, String> ROWS = new LinkedHashMap<>();

  static {
    COLUMNS.put(
        "orders",
        List.of(
            "id INTEGER",
            "k INTEGER",
            "i INTEGER",
            "b BIGINT",
            "n DECIMAL(10,2)",
            "s VARCHAR(20)",
            "d DATE",
            "t TIMESTAMP"));
    ROWS.put(
        "orders",
        """
        (1, 1, 3, 7000000000, 1.25, 'a', DATE '2026-01-15', TIMESTAMP '2026-01-15 10:20:30'),
        (2, 1, -4, 12, -3.50, 'b', DATE '2024-02-29', TIMESTAMP '2026-03-29 01:30:00'),
        (3, 2, 0, NULL, 0.05, '', NULL, TIMESTAMP '1999-12-31 23:59:59.5'),
        (4, NULL, 3, -1, 99.99, 'a ', DATE '1970-01-01', NULL),
        (5, 3, NULL, 12, NULL, NULL, DATE '2026-01-15', TIMESTAMP '2026-01-15 10:20:30'),
        (6, 2, 7, -7000000000, 0.05, 'Ab', DATE '2025-12-31', TIMESTAMP '2026-01-01 00:00:00'),
        (6, 2, 7, -7000000000, 0.05, 'Ab', DATE '2025-12-31', TIMESTAMP '2026-01-01 00:00:00')
        """);
    COLUMNS.put(
        "events",
        List.of(
            "id INTEGER",
            "k INTEGER",
            "j SMALLINT",
            "n DECIMAL(12,4)",
            "f DOUBLE PRECISION",
            "s VARCHAR(20)",
            "t TIMESTAMP"));
    ROWS.put(
        "events",
        """
        (1, 1, 2, 1.2500, 2.5, 'a', TIMESTAMP '2026-01-15 10:20:30'),
        (2, 2, 2, 10.1250, -0.75, 'c,d', TIMESTAMP '2026-01-31 00:00:00'),
        (3, 2, -5, NULL, 0.1, 'B', TIMESTAMP '2025-12-31 23:59:59.999'),
        (7, NULL, NULL, -0.0001, NULL, NULL, NULL),
        (8, 5, 0, 0.0500, 100, '', TIMESTAMP '2026-01-15 10:20:30'),
        (1, 3, 32767, 3.0000, 1.5, '10', TIMESTAMP '2026-02-28 12:00:00')
        """);
    COLUMNS.put(
        "places", List.of("k INTEGER", "u VARCHAR(10)", "m DECIMAL(12,4)", "d DATE", "o BOOLEAN"));
    ROWS.put(
        "places",
        """
        (1, 'a', 0.5000, DATE '2026-01-15', TRUE),
        (2, 'bc', NULL, DATE '2026-03-31', FALSE),
        (2, '', -1.0000, NULL, NULL),
        (4, NULL, 2.5000, DATE '2024-02-29', TRUE),
        (NULL, 'Ab', 7.1250, DATE '2025-12-31', FALSE)
        """);
  }

  private QueryTables() {}

  static List<String> names() {
    return List.copyOf(COLUMNS.keySet());
  }

  /** The names of a table's columns and what they are: one of the symbols of expressions. */
  static List<QueryScope.Column> columns(String table) {
    return COLUMNS.get(table).stream()
        .map(c -> c.split(" ", 2))
        .map(c -> new QueryScope.Column(c[0], symbol(c[1])))
        .toList();
  }

  private static String symbol(String type) {
    return switch (type.replaceFirst("\\(.*", "")) {
      case "INTEGER", "BIGINT", "SMALLINT" -> "I";
      case "DECIMAL" -> "N";
      case "DOUBLE PRECISION" -> "F";
      case "DATE" -> "D";
      case "TIMESTAMP" -> "T";
      case "BOOLEAN" -> "B";
      default -> "S";
    };
  }

  /** What a project would declare of them. */
  static Map<String, List<Field>> declared() {
    Map<String, List<Field>> fields = new LinkedHashMap<>();
    COLUMNS.forEach(
        (name, columns) ->
            fields.put(
                name,
                columns.stream()
                    .map(c -> c.split(" ", 2))
                    .map(c -> new Field(c[0], c[1], true))
                    .toList()));
    return fields;
  }

  static void create(Session session) {
    COLUMNS.forEach(
        (name, columns) -> {
          session.execute(
              "prepare", "CREATE TABLE " + name + " (" + String.join(", ", columns) + ")");
          session.execute("prepare", "INSERT INTO " + name + " VALUES " + ROWS.get(name));
        });
  }

  /** A query over the tables in an engine's SQL; it has to parse. */
  static Checked<RenderedText> translated(String query, String to) {
    return new Translator("redshift", to, false).translate(rendered(query), declared());
  }

  static boolean parses(String query) {
    return SqlTextParser.parseAnyTables(rendered(query)).value().isPresent();
  }

  private static RenderedText rendered(String query) {
    SourceFile file = new SourceFile("q.sql", query);
    Origin whole = new Origin(new Span(file, 0, query.length()), List.of());
    return new RenderedText(
        query, List.of(), new TreeMap<>(Map.of(0, new RenderedText.Piece(whole, true))));
  }
}
