package dev.accrete.compiler.validate;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Expression.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parentheses around a whole expression, and the ways to write a cast, which mean nothing. */
final class Enclosed {
  private static final Pattern TYPE = Pattern.compile("(?is)[\\s)]*(?:::|\\bas\\b)\\s*(.*)");

  /** Names of one type: whether an engine takes them for one here is its own affair. */
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("charactervarying", "varchar"),
          Map.entry("text", "varchar"),
          Map.entry("int", "integer"),
          Map.entry("int4", "integer"),
          Map.entry("int8", "bigint"),
          Map.entry("int2", "smallint"),
          Map.entry("numeric", "decimal"),
          Map.entry("bool", "boolean"),
          Map.entry("float8", "doubleprecision"),
          Map.entry("double", "doubleprecision"),
          Map.entry("float4", "real"),
          Map.entry("datetime", "timestamp"));

  private Enclosed() {}

  /** Whether two expressions are one, but for parentheses around all of them and forms of casts. */
  static boolean isSame(Expression one, Expression other) {
    return plain(one, false).equals(plain(other, false));
  }

  /** Whether nothing tells two expressions apart but other names of the types in them. */
  static boolean mayBeSame(Expression one, Expression other) {
    return plain(one, true).equals(plain(other, true));
  }

  private static Expression plain(Expression expression, boolean synonyms) {
    Expression bare = bare(expression);
    if (!(bare instanceof Call call)) {
      return bare;
    }
    List<Expression> operands = call.operands().stream().map(o -> plain(o, synonyms)).toList();
    boolean cast = call.operator().equals("CAST") && operands.size() == 1;
    Matcher type = TYPE.matcher(cast ? call.glue().get(1) : "");
    return type.matches()
        ? new Call("CAST", operands, List.of("", type(type.group(1), synonyms)))
        : new Call(call.operator(), operands, call.glue());
  }

  private static String type(String written, boolean synonyms) {
    String bare = written.toLowerCase(Locale.ROOT).replaceAll("\\s", "");
    // The parenthesis that closes a cast, not one of the type's own length.
    String type = bare.endsWith("))") || bare.indexOf('(') < 0 ? bare.replaceAll("\\)$", "") : bare;
    int length = type.indexOf('(');
    String name = length < 0 ? type : type.substring(0, length);
    return (synonyms ? TYPES.getOrDefault(name, name) : name)
        + (length < 0 ? "" : type.substring(length));
  }

  private static Expression bare(Expression expression) {
    Expression bare = expression;
    while (bare instanceof Call call && isEnclosed(call.glue())) {
      List<String> glue = new ArrayList<>(call.glue());
      int last = glue.size() - 1;
      glue.set(0, glue.get(0).substring(1).stripLeading());
      String end = glue.get(last);
      glue.set(last, end.substring(0, end.length() - 1).stripTrailing());
      bare = new Call(call.operator(), call.operands(), glue);
    }
    return bare;
  }

  /** Whether the parenthesis that the text begins with is closed at its end. */
  private static boolean isEnclosed(List<String> glue) {
    String all = String.join("\0", glue);
    if (glue.size() < 2
        || !all.startsWith("(")
        || !all.endsWith(")")
        || all.indexOf('\'') >= 0
        || all.indexOf('"') >= 0) {
      return false;
    }
    int depth = 0;
    for (int i = 0; i < all.length() - 1; i++) {
      depth += all.charAt(i) == '(' ? 1 : all.charAt(i) == ')' ? -1 : 0;
      if (depth == 0) {
        return false;
      }
    }
    return true;
  }
}
