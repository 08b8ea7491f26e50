package dev.accrete.compiler.translate;

import dev.accrete.compiler.template.EditedText.Part;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.util.Litmus;

/**
 * What LISTAGG lists, and in which order: NULL and empty texts are left out, as its page says,
 * where the others leave out NULL alone.
 */
final class ListedTexts {
  private static final Set<ValueKind> NEVER_EMPTY =
      EnumSet.of(
          ValueKind.INTEGER,
          ValueKind.DECIMAL,
          ValueKind.FLOATING,
          ValueKind.DATE,
          ValueKind.TIMESTAMP,
          ValueKind.TIME);

  private ListedTexts() {}

  /** A value as the text that is listed. */
  static List<Part> of(Site site, SqlNode value) {
    NumberTexts text = site.textOf(value);
    boolean mayBeEmpty = !NEVER_EMPTY.contains(site.kinds().of(value));
    return site.parts(
        (mayBeEmpty ? "NULLIF(CAST(" : "CAST(") + text.before(),
        value,
        text.after() + " AS VARCHAR)" + (mayBeEmpty ? ", '')" : ""));
  }

  /**
   * The keys of the order. A constant ({@code ORDER BY 1}) puts nothing in order, so any order is
   * right: that of the values is one, the same on each engine.
   */
  static List<SqlNode> order(Site site) {
    boolean constant =
        site.order().size() == 1 && Values.sorted(site.order().get(0)) instanceof SqlLiteral;
    return constant ? List.of(site.arguments().get(0)) : site.order();
  }

  /** {@code ORDER BY} and the keys; a text that is one itself is written as it is listed. */
  static List<Part> ordered(Site site) {
    SqlNode value = site.arguments().get(0);
    List<Part> parts = new ArrayList<>();
    String before = " ORDER BY ";
    for (SqlNode key : order(site)) {
      SqlNode plain = Values.sorted(key);
      boolean same =
          plain.equalsDeep(value, Litmus.IGNORE) && site.kinds().of(value) == ValueKind.TEXT;
      parts.addAll(site.parts(before));
      parts.addAll(same ? of(site, value) : site.parts(key));
      parts.addAll(site.parts(same && descends(key) ? " DESC" : ""));
      before = ", ";
    }
    return parts;
  }

  private static boolean descends(SqlNode key) {
    return switch (key.getKind()) {
      case DESCENDING -> true;
      case NULLS_FIRST, NULLS_LAST -> descends(((SqlCall) key).operand(0));
      default -> false;
    };
  }

  /** The same among distinct values: a key has to be written as the value is. */
  static List<Part> distinctlyOrdered(Site site, SqlNode value) {
    List<Part> parts = new ArrayList<>();
    String before = " ORDER BY ";
    for (SqlNode key : order(site)) {
      boolean descending = key.getKind() == SqlKind.DESCENDING;
      if (site.kinds().of(value) != ValueKind.TEXT) {
        throw new NoEqual(
            "LISTAGG(DISTINCT …) ordered by what is not known to be a text",
            key,
            "take the distinct values in a subquery");
      }
      requireSame(descending ? Values.sorted(key) : key, value, key);
      parts.addAll(site.parts(before));
      parts.addAll(of(site, value));
      parts.addAll(site.parts(descending ? " DESC" : ""));
      before = ", ";
    }
    return parts;
  }

  /** Distinct values are put in order by themselves alone. */
  static void requireSame(SqlNode plain, SqlNode value, SqlNode key) {
    if (!plain.equalsDeep(value, Litmus.IGNORE)) {
      throw new NoEqual("LISTAGG(DISTINCT …) ordered by something else", key, null);
    }
  }

  /** What stands between the texts: nothing where it is NULL, as its page says of the default. */
  static Object delimiter(Site site) {
    List<SqlNode> all = site.arguments();
    return all.size() > 1 && !Values.isNull(all.get(1)) ? all.get(1) : "''";
  }
}
