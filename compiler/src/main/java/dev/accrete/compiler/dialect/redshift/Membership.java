package dev.accrete.compiler.dialect.redshift;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The condition that a row's values are those of some other row, NULL being a value like others.
 *
 * <p>Redshift has no {@code IS NOT DISTINCT FROM}, joins an OR by nested loops, and refuses many
 * correlated sub-queries. So few values are looked up by sub-queries that are not correlated, one
 * for each choice of values that are NULL: {@code (a, b) IN (…)} where none is, {@code b IN (…)}
 * among the rows whose a is NULL where a is, and so on. Exactly one of them can hold for a row, and
 * each is exact, as it compares values by {@code =} alone.
 *
 * <p>Many values would need too many sub-queries. They are looked up by one that is correlated by
 * an equality: which of the values are NULL, as text. Behind it {@code m = v OR m IS NULL} is
 * exact.
 */
final class Membership {
  /** As many values are looked up by 2 to their power sub-queries. */
  private static final int FEW = 3;

  private final List<String> values;
  private final List<String> members;
  private final String from;
  private final List<String> where;

  /**
   * @param values of the row at hand
   * @param members of the others, in the same order
   * @param from the others, as they stand in FROM
   * @param where further conditions on them
   */
  Membership(List<String> values, List<String> members, String from, List<String> where) {
    this.values = List.copyOf(values);
    this.members = List.copyOf(members);
    this.from = from;
    this.where = List.copyOf(where);
  }

  String condition() {
    if (values.isEmpty()) {
      return exists(where);
    }
    return values.size() <= FEW
        ? "("
            + IntStream.range(0, 1 << values.size())
                .mapToObj(this::where)
                .collect(Collectors.joining("\n  OR "))
            + ")"
        : correlated();
  }

  /**
   * @param nulls the values that are NULL, by a bit each
   */
  private String where(int nulls) {
    List<String> known = new ArrayList<>();
    List<String> found = new ArrayList<>();
    List<String> conditions = new ArrayList<>();
    List<String> rows = new ArrayList<>(where);
    for (int i = 0; i < values.size(); i++) {
      boolean isNull = (nulls >> i & 1) == 1;
      String test = isNull ? " IS NULL" : " IS NOT NULL";
      conditions.add(values.get(i) + test);
      rows.add(members.get(i) + test);
      if (!isNull) {
        known.add(values.get(i));
        found.add(members.get(i));
      }
    }
    conditions.add(
        known.isEmpty()
            ? exists(rows)
            : (known.size() == 1 ? known.get(0) : "(" + String.join(", ", known) + ")")
                + " IN (\n  SELECT "
                + String.join(", ", found)
                + "\n  FROM "
                + from
                + conditions(rows)
                + "\n)");
    return String.join(" AND ", conditions);
  }

  private String correlated() {
    List<String> rows = new ArrayList<>();
    rows.add(shape(members) + " = " + shape(values));
    for (int i = 0; i < values.size(); i++) {
      rows.add("(%1$s = %2$s OR %1$s IS NULL)".formatted(members.get(i), values.get(i)));
    }
    rows.addAll(where);
    return exists(rows);
  }

  /** Which of these are NULL. */
  private static String shape(List<String> texts) {
    return texts.stream()
        .map(t -> "CASE WHEN " + t + " IS NULL THEN '0' ELSE '1' END")
        .collect(Collectors.joining(" || "));
  }

  private String exists(List<String> rows) {
    return "EXISTS (\n  SELECT 1\n  FROM " + from + conditions(rows) + "\n)";
  }

  private static String conditions(List<String> rows) {
    return rows.isEmpty() ? "" : "\n  WHERE " + String.join("\n    AND ", rows);
  }
}
