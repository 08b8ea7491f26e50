package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tables of many columns, whose rows DuckDB looks for by their keys and reads by their identifiers,
 * where they have any.
 */
class WideTablesTest {
  private static final List<String> MORE = IntStream.range(0, 10).mapToObj(i -> "c" + i).toList();

  /** What the source is. */
  enum Source {
    TABLE(""),
    VIEW(""),
    /** With a column that hides the identifier, and is not declared. */
    HIDING(", 7 AS rowid"),
    /** The same, declared. */
    DECLARED(", 7 AS rowid"),
    LANDING(""),
    STATIC("");

    private final String column;

    Source(String column) {
      this.column = column;
    }
  }

  private static Map<String, String> project(Source source) {
    Map<String, String> files = new TreeMap<>();
    files.put(
        "accrete.yml",
        "name: wide\nschema: derived\ndialect: duckdb\ntarget: dev\n"
            + "targets:\n  dev: {engine: duckdb, path: x.duckdb}\n");
    String columns =
        "    columns:\n      id: varchar\n      visitor: varchar\n      n: integer\n"
            + MORE.stream().map(c -> "      " + c + ": integer\n").collect(Collectors.joining())
            + (source == Source.DECLARED ? "      rowid: integer\n" : "");
    String kind =
        switch (source) {
          case LANDING -> "    changes: landing\n    landing: landing.events\n";
          case STATIC -> "    changes: static\n";
          default -> "    loaded_at: etl\n";
        };
    String other =
        "  - name: raw.visitors\n    loaded_at: etl\n    columns:\n      visitor: varchar\n      name: varchar\n";
    files.put("models/sources.yml", "sources:\n  - name: raw.events\n" + kind + columns + other);
    String rest = String.join(", ", MORE) + (source == Source.DECLARED ? ", rowid" : "");
    files.put(
        "models/once.sql",
        "SELECT id, visitor, n, "
            + rest
            + " FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY n, visitor, "
            + rest
            + ") AS r FROM ${ref('raw.events')}) AS x WHERE r = 1\n");
    files.put(
        "models/named.sql",
        "SELECT o.*, v.name FROM ${ref('once')} AS o LEFT JOIN ${ref('raw.visitors')} AS v"
            + " ON v.visitor = o.visitor\n");
    files.put(
        "models/last.sql",
        "SELECT visitor, id, n, name, "
            + rest
            + " FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY UPPER(visitor) ORDER BY n DESC, id, visitor, name, "
            + rest
            + ") AS place FROM ${ref('named')}) AS x WHERE place = 1\n");
    return files;
  }

  @ParameterizedTest
  @EnumSource(Source.class)
  void tablesEqualTheirSelects(Source source) {
    Random random = new Random(source.ordinal());
    List<String> sent = new ArrayList<>();
    boolean[] late = {false, false};
    try (Warehouse warehouse = Warehouse.inMemory(project(source))) {
      String columns =
          "id VARCHAR, visitor VARCHAR, n INTEGER, "
              + MORE.stream().map(c -> c + " INTEGER").collect(Collectors.joining(", "))
              + (source == Source.LANDING || source == Source.STATIC ? "" : ", etl TIMESTAMP");
      warehouse.execute("CREATE SCHEMA raw; CREATE SCHEMA landing");
      warehouse.execute("CREATE TABLE landing.events (" + columns + ")");
      warehouse.execute("CREATE TABLE raw.kept (" + columns + ")");
      warehouse.execute("CREATE TABLE raw.visitors (visitor VARCHAR, name VARCHAR, etl TIMESTAMP)");
      warehouse.execute(
          "CREATE "
              + (source == Source.VIEW ? "VIEW" : "TABLE")
              + " raw.events AS SELECT *"
              + source.column
              + " FROM raw.kept");
      RunListener listener =
          new RunListener() {
            @Override
            public void before(String purpose, String sql) {
              late[0] |= sql.matches("(?s).*[^.]\\browid IN \\(\\s*SELECT rowid\\b.*");
              late[1] |= sql.matches("(?s).*\\b(?:once|named)\"?\\.rowid IN \\(.*");
            }
          };
      for (int step = 0; step < 8; step++) {
        String into =
            switch (source) {
              case VIEW -> "raw.kept";
              case LANDING -> "landing.events";
              default -> "raw.events";
            };
        if (source != Source.STATIC || step == 0) {
          load(warehouse, into, source, random, step);
        }
        if (step % 2 == 1) {
          warehouse.execute(
              "INSERT INTO raw.visitors VALUES ("
                  + visitor(random)
                  + ", 'n"
                  + step
                  + "', TIMESTAMP '2026-01-01' + INTERVAL "
                  + step
                  + " DAY)");
        }
        List<ModelResult> results =
            warehouse.run(listener, warehouse.request(Set.copyOf(warehouse.models()))).results();
        assertThat(results).allMatch(ModelResult::succeeded);
        if (step > 0 && source != Source.STATIC) {
          assertThat(results).extracting(ModelResult::strategy).doesNotContain(RunStrategy.FULL);
        }
        Oracle.assertUpToDate(warehouse, source + ", step " + step);
      }
      assertThat(late[1])
          .as("rows of models by their identifiers")
          .isEqualTo(source != Source.DECLARED);
      assertThat(late[0])
          .as("rows of the source by their identifiers")
          .isEqualTo(source == Source.TABLE || source == Source.LANDING);
      load(
          warehouse,
          source == Source.VIEW
              ? "raw.kept"
              : source == Source.LANDING ? "landing.events" : "raw.events",
          source,
          random,
          9);
      if (source != Source.STATIC) {
        warehouse.play(warehouse.project().run());
        Oracle.assertUpToDate(warehouse, source + ", a script");
      }
    }
  }

  private static String visitor(Random random) {
    return List.of("NULL", "'a'", "'A'", "'b'", "'c'").get(random.nextInt(5));
  }

  private static void load(
      Warehouse warehouse, String into, Source source, Random random, int step) {
    for (int i = 0; i < 6; i++) {
      String id = random.nextInt(6) == 0 ? "NULL" : "'e" + random.nextInt(12) + "'";
      String etl =
          source == Source.LANDING || source == Source.STATIC
              ? ""
              : ", TIMESTAMP '2026-01-01' + INTERVAL " + step + " DAY";
      warehouse.execute(
          "INSERT INTO "
              + into
              + " SELECT "
              + id
              + ", "
              + visitor(random)
              + ", "
              + random.nextInt(3)
              + ", "
              + MORE.stream().map(c -> "" + random.nextInt(2)).collect(Collectors.joining(", "))
              + etl
              + (source == Source.VIEW ? "" : source.column));
    }
  }
}
