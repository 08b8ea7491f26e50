package dev.accrete.tests.engines;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What a random query may name: the columns of its FROM, and what it calls its own values. */
final class QueryScope {
  private static final int ALIASED = 3;

  /**
   * A column.
   *
   * @param name as it is written
   * @param symbol what it is: a symbol of {@link RandomExpressions}
   */
  record Column(String name, String symbol) {}

  /** What stands in FROM under a name. */
  record Source(String alias, List<Column> columns) {}

  private final Random random;
  private final List<Source> sources = new ArrayList<>();

  /** Columns that a join made one of two. */
  private final List<Column> merged = new ArrayList<>();

  /** Values by other texts than names of columns: aliases, aggregates. */
  private final List<Column> others = new ArrayList<>();

  private final boolean isBare;

  QueryScope(Random random) {
    this(random, true);
  }

  /** Without {@code isBare}, columns stand behind the name of what they are of. */
  QueryScope(Random random, boolean isBare) {
    this.random = random;
    this.isBare = isBare;
  }

  /** The same, with columns behind the names of what they are of. */
  QueryScope qualified() {
    QueryScope scope = new QueryScope(random, false);
    scope.sources.addAll(sources);
    return scope;
  }

  List<Source> sources() {
    return sources;
  }

  List<Column> merged() {
    return merged;
  }

  List<Column> others() {
    return others;
  }

  /** Whether a name is one of FROM's. */
  boolean has(String name) {
    return sources.stream()
        .anyMatch(s -> s.columns().stream().anyMatch(c -> c.name().equals(name)));
  }

  /** All columns, each as it may be read without doubt. */
  List<Column> columns() {
    List<Column> all = new ArrayList<>(merged.stream().filter(m -> named(m) == 2).toList());
    for (Source source : sources) {
      for (Column column : source.columns()) {
        boolean isMerged = merged.stream().anyMatch(m -> m.name().equals(column.name()));
        boolean bare = isBare && !isMerged && named(column) == 1 && random.nextInt(3) == 0;
        all.add(bare ? column : new Column(source.alias() + "." + column.name(), column.symbol()));
      }
    }
    return all;
  }

  /** How many have a column of this name. */
  private long named(Column column) {
    return sources.stream()
        .flatMap(s -> s.columns().stream())
        .filter(c -> c.name().equals(column.name()))
        .count();
  }

  /** A column of a symbol; absent where there is none. */
  Optional<String> column(String symbol) {
    List<Column> all = columns().stream().filter(c -> c.symbol().equals(symbol)).toList();
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(all.get(random.nextInt(all.size())).name());
  }

  /** A value of a symbol that needs no expression; absent where there is none. */
  Optional<String> value(String symbol) {
    List<Column> own = others.stream().filter(c -> c.symbol().equals(symbol)).toList();
    if (!own.isEmpty() && random.nextInt(ALIASED) == 0) {
      return Optional.of(own.get(random.nextInt(own.size())).name());
    }
    List<Column> all = columns().stream().filter(c -> c.symbol().equals(symbol)).toList();
    if (all.isEmpty()) {
      return own.isEmpty()
          ? Optional.empty()
          : Optional.of(own.get(random.nextInt(own.size())).name());
    }
    return Optional.of(all.get(random.nextInt(all.size())).name());
  }
}
