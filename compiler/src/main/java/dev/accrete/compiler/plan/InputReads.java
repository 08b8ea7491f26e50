package dev.accrete.compiler.plan;

import dev.accrete.compiler.dialect.ValueUse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a model reads of its inputs.
 *
 * @param columns the columns that it reads of each source, in lower case; of an absent one it may
 *     read any
 * @param uses what is done with the values of a column of an input, in the model and in all that
 *     read it, by {@link #key}; under {@link #ANY} what may be done with those of any
 */
public record InputReads(Map<String, Set<String>> columns, Map<String, Set<ValueUse>> uses) {
  /** Stands for every column of every input. */
  public static final String ANY = "*";

  /** Of a model of which nothing is known. */
  public static final InputReads UNKNOWN = new InputReads(Map.of(), Map.of(ANY, ValueUse.ALL));

  public InputReads {
    columns = Map.copyOf(columns);
    uses = Map.copyOf(uses);
  }

  /** By what the uses of an input's column are found. */
  public static String key(String input, String column) {
    return (input + "." + column).toLowerCase(Locale.ROOT);
  }

  /** Whether a column of a source may matter, by its name in lower case. */
  boolean mayRead(String source, String column) {
    Set<String> some = columns.get(source);
    return some == null || some.contains(column);
  }

  /** What is done with the values of an input's column. */
  public Set<ValueUse> usesOf(String input, String column) {
    Set<ValueUse> all = new HashSet<>(uses.getOrDefault(ANY, Set.of()));
    all.addAll(uses.getOrDefault(key(input, column), Set.of()));
    return all;
  }

  /** The same with more uses. */
  public InputReads with(Map<String, Set<ValueUse>> more) {
    Map<String, Set<ValueUse>> all = new HashMap<>(uses);
    more.forEach(
        (column, some) -> {
          Set<ValueUse> both = new HashSet<>(all.getOrDefault(column, Set.of()));
          both.addAll(some);
          all.put(column, Set.copyOf(both));
        });
    return new InputReads(columns, all);
  }
}
