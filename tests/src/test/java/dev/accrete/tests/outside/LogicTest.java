package dev.accrete.tests.outside;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file of sqllogictest (<a href="https://www.sqlite.org/sqllogictest">sqlite.org</a>): its
 * tables with their rows, and its queries.
 *
 * @param tables by name
 * @param queries each once, in order; those that only one engine understands are left out
 */
record LogicTest(Map<String, Table> tables, List<String> queries) {
  private static final Pattern CREATE =
      Pattern.compile("CREATE TABLE (\\w+)\\s*\\((.*)\\)", Pattern.DOTALL);
  private static final Pattern INSERT =
      Pattern.compile("INSERT INTO (\\w+)\\s*(?:\\(([^)]*)\\))?\\s*VALUES\\s*\\((.*)\\)");
  private static final Pattern COPY = Pattern.compile("INSERT INTO (\\w+) SELECT \\* FROM (\\w+)");

  /** A literal may have a comma in it. */
  private static final Pattern VALUE = Pattern.compile("'(?:[^']|'')*'|[^,\\s]+");

  /** A table; rows are SQL literals in the order of the columns. */
  record Table(List<Column> columns, List<List<String>> rows) {}

  /** A column with its type as the engine has it. */
  record Column(String name, String type) {}

  /** Reads one file of the collection. */
  static LogicTest read(String resource) {
    Reading reading = new Reading();
    try (InputStream in = LogicTest.class.getClassLoader().getResourceAsStream(resource);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    java.util.Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
      List<String> record = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          record.add(line);
        } else if (!record.isEmpty()) {
          reading.record(record);
          record.clear();
        }
      }
      reading.record(record);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new LogicTest(reading.tables, List.copyOf(reading.queries));
  }

  private static final class Reading {
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final Set<String> queries = new LinkedHashSet<>();

    void record(List<String> lines) {
      int at = 0;
      while (at < lines.size() && lines.get(at).matches("(skipif|hash-threshold|#).*")) {
        at++;
      }
      if (at >= lines.size()) {
        return;
      }
      List<String> rest = lines.subList(at + 1, lines.size());
      if (lines.get(at).startsWith("statement ok")) {
        statement(String.join(" ", rest));
      } else if (lines.get(at).startsWith("query ")) {
        int end = rest.indexOf("----");
        queries.add(String.join("\n", end < 0 ? rest : rest.subList(0, end)));
      }
    }

    private void statement(String sql) {
      Matcher create = CREATE.matcher(sql);
      Matcher insert = INSERT.matcher(sql);
      Matcher copy = COPY.matcher(sql);
      if (create.matches()) {
        tables.put(create.group(1), new Table(columns(create.group(2)), new ArrayList<>()));
      } else if (insert.matches() && tables.containsKey(insert.group(1))) {
        Table table = tables.get(insert.group(1));
        table.rows().add(row(table, insert.group(2), insert.group(3)));
      } else if (copy.matches()) {
        tables.get(copy.group(1)).rows().addAll(tables.get(copy.group(2)).rows());
      }
    }

    private static List<Column> columns(String text) {
      List<Column> columns = new ArrayList<>();
      for (String part : text.replaceAll("\\(\\d+\\)", "").split(",")) {
        String[] words = part.trim().split("\\s+");
        String type = words[1].toLowerCase(Locale.ROOT);
        columns.add(
            new Column(
                words[0],
                switch (type) {
                  case "float" -> "double precision";
                  case "text" -> "varchar";
                  default -> type;
                }));
      }
      return columns;
    }

    private static List<String> row(Table table, String names, String values) {
      List<String> given = VALUE.matcher(values).results().map(r -> r.group()).toList();
      if (names == null) {
        return given;
      }
      List<String> order = List.of(names.trim().split("\\s*,\\s*"));
      return table.columns().stream().map(c -> given.get(order.indexOf(c.name()))).toList();
    }
  }
}
