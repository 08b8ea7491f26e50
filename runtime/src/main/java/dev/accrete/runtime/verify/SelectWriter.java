package dev.accrete.runtime.verify;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes SELECTs and names their items: now and then as a column of the input is named, or as the
 * expression itself is.
 */
final class SelectWriter {
  private final Chance chance;

  SelectWriter(Chance chance) {
    this.chance = chance;
  }

  /** A select item before it has a name. */
  record Item(String text, String name, ValueKind kind) {
    static Item of(String text, ValueKind kind) {
      return new Item(text, "", kind);
    }
  }

  /** A SELECT, and its columns by the names that they got. */
  Query write(String select, List<Item> items, Query from, String where, String rest) {
    List<String> texts = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (Item item : items) {
      String name = item.name().isEmpty() ? name(item, columns) : item.name();
      columns.add(new Column(name, name, item.kind()));
      boolean same = isPlain(item) && item.text().endsWith("." + name);
      texts.add(same && chance.percent(50) ? item.text() : item.text() + " AS " + name);
    }
    String list = String.join(",\n  ", texts);
    return new Query(select + "\n  " + list + "\nFROM " + from.sql() + where + rest, columns);
  }

  private String name(Item item, List<Column> taken) {
    String last = item.text().substring(item.text().lastIndexOf('.') + 1);
    boolean free = taken.stream().noneMatch(c -> c.name().equals(last));
    return isPlain(item) && free && !last.startsWith("v") && chance.percent(60)
        ? last
        : "v" + (taken.size() + 1);
  }

  private static boolean isPlain(Item item) {
    return item.text().matches("[a-z0-9]+\\.[a-z0-9_]+");
  }
}
