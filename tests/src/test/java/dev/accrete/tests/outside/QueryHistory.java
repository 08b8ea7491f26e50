package dev.accrete.tests.outside;

import dev.accrete.tests.acceptance.Warehouse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Feeds the tables of a file in steps: rows come, some twice or late, some are replaced by others,
 * some go, some values become NULL.
 */
final class QueryHistory {
  /** The first step and those after it. */
  static final int STEPS = 5;

  /** Of each table: joins without a condition grow with each. */
  private static final int MOST_ROWS = 12;

  private final Warehouse warehouse;
  private final LogicTest test;
  private final QueryProject project;
  private final Random random;
  private final Map<String, List<List<String>>> coming = new HashMap<>();
  private final Map<String, List<List<String>>> there = new HashMap<>();

  QueryHistory(Warehouse warehouse, LogicTest test, QueryProject project, Random random) {
    this.warehouse = warehouse;
    this.test = test;
    this.project = project;
    this.random = random;
    warehouse.execute("CREATE SCHEMA slt");
    test.tables().forEach(this::create);
  }

  private void create(String name, LogicTest.Table table) {
    warehouse.execute(
        "CREATE TABLE slt."
            + name
            + table.columns().stream()
                .map(c -> c.name() + " " + c.type())
                .collect(
                    Collectors.joining(
                        ", ",
                        " (",
                        project.appends(name) ? ", " + QueryProject.STAMP + " TIMESTAMP)" : ")")));
    List<List<String>> rows = new ArrayList<>(table.rows());
    Collections.shuffle(rows, random);
    coming.put(name, new ArrayList<>(rows.subList(0, Math.min(MOST_ROWS, rows.size()))));
    there.put(name, new ArrayList<>());
  }

  /** The next thing that happens to each table. */
  void step(int number) {
    for (String table : test.tables().keySet()) {
      // Each step but the first leaves some tables as they are.
      if (number == 0 || random.nextInt(4) > 0) {
        step(table, number);
      }
    }
  }

  private void step(String table, int number) {
    List<List<String>> left = coming.get(table);
    List<List<String>> rows = there.get(table);
    int share = number == STEPS - 1 ? left.size() : (left.size() + 1) / 2;
    for (int i = 0; i < share; i++) {
      insert(table, left.remove(left.size() - 1), number);
    }
    if (number > 0 && !rows.isEmpty()) {
      List<String> row = rows.get(random.nextInt(rows.size()));
      switch (random.nextInt(4)) {
        case 0 -> insert(table, row, number);
        case 1 -> delete(table, row);
        case 2 -> {
          delete(table, row);
          insert(table, altered(table, row), number);
        }
        default -> insert(table, altered(table, row), number);
      }
    }
  }

  /** One value is another row's, or NULL. */
  private List<String> altered(String table, List<String> row) {
    List<List<String>> rows = test.tables().get(table).rows();
    List<String> other = new ArrayList<>(row);
    int column = random.nextInt(row.size());
    boolean lost = random.nextInt(3) == 0;
    other.set(column, lost ? "NULL" : rows.get(random.nextInt(rows.size())).get(column));
    return other;
  }

  private void insert(String table, List<String> row, int number) {
    String stamp =
        project.appends(table) ? ", TIMESTAMP '2026-03-0" + (number + 1) + " 00:00:00'" : "";
    warehouse.execute(
        "INSERT INTO slt." + table + " VALUES (" + String.join(", ", row) + stamp + ")");
    there.get(table).add(row);
  }

  private void delete(String table, List<String> row) {
    List<LogicTest.Column> columns = test.tables().get(table).columns();
    List<String> same = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      same.add(columns.get(i).name() + " IS NOT DISTINCT FROM " + row.get(i));
    }
    warehouse.execute(
        "DELETE FROM slt."
            + table
            + " WHERE rowid = (SELECT MIN(rowid) FROM slt."
            + table
            + " WHERE "
            + String.join(" AND ", same)
            + ")");
    there.get(table).remove(row);
  }
}
