package dev.accrete.compiler.parse;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlCase;

/** Names output columns as Redshift and PostgreSQL do where the author gave none. */
public final class ImplicitNames {
  /** That of a column that nothing can be named after. */
  public static final String NONE = "?column?";

  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*");

  private ImplicitNames() {}

  /** The name of an item of a select list that is computed and has no AS; absent for others. */
  public static Optional<String> ofUnnamed(SqlNode item) {
    boolean unnamed =
        (item instanceof SqlBasicCall || item instanceof SqlCase) && item.getKind() != SqlKind.AS;
    return unnamed ? Optional.of(of(item)).filter(name -> !name.equals(NONE)) : Optional.empty();
  }

  /** The name of what stands in a select list without AS; {@link #NONE} where it has none. */
  public static String of(SqlNode node) {
    if (node instanceof SqlIdentifier identifier) {
      return identifier.names.get(identifier.names.size() - 1);
    }
    if (node instanceof SqlCall call) {
      if (call.getKind() == SqlKind.CAST
          || call.getKind() == SqlKind.OVER
          || call.getKind() == SqlKind.FILTER
          || call.getKind() == SqlKind.WITHIN_GROUP) {
        String inner = of(call.operand(0));
        boolean named = !inner.equals(NONE) || call.getKind() != SqlKind.CAST;
        return named
            ? inner
            : call.operand(1).toString().toLowerCase(Locale.ROOT).replaceAll("\\(.*", "");
      }
      if (call.getKind() == SqlKind.DOT || call.getKind() == SqlKind.ITEM) {
        // The last attribute of a path, else the column that has the elements.
        return of(call.operand(call.getKind() == SqlKind.DOT ? 1 : 0));
      }
      if (call.getKind() == SqlKind.CASE) {
        return "case";
      }
      String name = call.getOperator().getName().strip().toLowerCase(Locale.ROOT);
      boolean function =
          NAME.matcher(name).matches()
              && call.getOperator() instanceof org.apache.calcite.sql.SqlFunction;
      return function ? name : NONE;
    }
    return NONE;
  }
}
