package dev.accrete.runtime.verify;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Bounds that may lie farther back than any row that is there: of sources whose deleted rows are
 * taken in by their copies, where the rows that left keep theirs.
 */
final class FartherBounds {
  private FartherBounds() {}

  /**
   * The rows of a side table that are missing: no bound is kept for their key, or a greater one.
   *
   * @param wanted the bounds of the rows that are there; keys, then the bound, as literals
   * @param kept what is kept
   */
  static List<String> missing(List<List<String>> wanted, List<List<String>> kept) {
    Map<List<String>, String> bounds = new HashMap<>();
    kept.forEach(row -> bounds.merge(key(row), bound(row), FartherBounds::least));
    List<String> missing = new ArrayList<>();
    for (List<String> row : wanted) {
      String known = bounds.get(key(row));
      if (known == null || !least(known, bound(row)).equals(known)) {
        missing.add(row.toString());
      }
    }
    return missing;
  }

  private static List<String> key(List<String> row) {
    return row.subList(0, row.size() - 1);
  }

  private static String bound(List<String> row) {
    return row.get(row.size() - 1);
  }

  private static String least(String one, String other) {
    boolean numbers = isNumber(one) && isNumber(other);
    int order = numbers ? number(one).compareTo(number(other)) : one.compareTo(other);
    return order <= 0 ? one : other;
  }

  private static boolean isNumber(String literal) {
    return literal.matches("'-?[0-9]+(\\.[0-9]+)?'");
  }

  private static BigDecimal number(String literal) {
    return new BigDecimal(literal.substring(1, literal.length() - 1));
  }
}
