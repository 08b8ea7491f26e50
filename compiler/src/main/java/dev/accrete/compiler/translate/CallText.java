package dev.accrete.compiler.translate;

import dev.accrete.compiler.catalogue.Mapping;
import dev.accrete.compiler.parse.SqlComments;
import dev.accrete.compiler.template.EditedText.Kept;
import dev.accrete.compiler.template.EditedText.Own;
import dev.accrete.compiler.template.EditedText.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSyntax;

/**
 * Fills the text of a {@link Mapping} with the arguments of a call. Where commas or parentheses of
 * the text do not keep an argument together, it gets parentheses of its own.
 */
final class CallText {
  private static final Pattern ARGUMENT = Pattern.compile("\\$(\\d|\\*)");

  private final String text;
  private final Site site;
  private final List<SqlNode> arguments;
  private final List<Part> parts = new ArrayList<>();
  private final Set<Integer> used = new HashSet<>();

  private CallText(Mapping mapping, Site site) {
    this.text = mapping.text();
    this.site = site;
    this.arguments = site.arguments();
  }

  /** The parts of the call as the mapping writes it. */
  static List<Part> of(Mapping mapping, Site site) {
    CallText call = new CallText(mapping, site);
    Matcher matcher = ARGUMENT.matcher(call.text);
    int at = 0;
    while (matcher.find()) {
      call.parts.add(new Own(call.text.substring(at, matcher.start())));
      if (matcher.group(1).equals("*")) {
        call.all();
      } else {
        call.one(Integer.parseInt(matcher.group(1)), matcher.start(), matcher.end());
      }
      at = matcher.end();
    }
    call.parts.add(new Own(call.text.substring(at)));
    return call.parts;
  }

  private void one(int number, int start, int end) {
    if (number > arguments.size()) {
      throw new NoEqual(
          site.entry().name() + " with " + arguments.size() + " arguments", site.call(), null);
    }
    SqlNode argument = arguments.get(number - 1);
    if (!used.add(number) && Volatile.isIn(argument)) {
      throw new NoEqual(site.entry().name() + " of a value that changes", argument, null);
    }
    boolean together = isOne(argument) || isEnclosed(text.substring(0, start), text.substring(end));
    parts.addAll(together ? site.parts(argument) : site.parts("(", argument, ")"));
  }

  /** Names and function calls; what a mapping makes of a call is one as well. */
  private static boolean isOne(SqlNode argument) {
    return argument instanceof SqlIdentifier
        || argument instanceof SqlIntervalQualifier
        || argument instanceof SqlCall call
            && call.getOperator() instanceof SqlFunction function
            && function.getSyntax() == SqlSyntax.FUNCTION;
  }

  private static boolean isEnclosed(String before, String after) {
    boolean between =
        (before.endsWith("(") || before.endsWith(", "))
            && (after.startsWith(")") || after.startsWith(",") || after.startsWith(" AS "));
    boolean result =
        (before.endsWith("THEN ") || before.endsWith("ELSE "))
            && (after.startsWith(" ELSE") || after.startsWith(" END"));
    return between || result;
  }

  /** The arguments as the author wrote them, comments between them included. */
  private void all() {
    if (arguments.isEmpty()) {
      return;
    }
    Kept whole =
        new Kept(
            site.kept(arguments.get(0)).start(),
            site.kept(arguments.get(arguments.size() - 1)).end());
    if (isBalanced(SqlComments.masked(site.text().substring(whole.start(), whole.end())))) {
      parts.add(whole);
      return;
    }
    String before = "";
    for (SqlNode argument : arguments) {
      parts.addAll(site.parts(before, argument));
      before = ", ";
    }
  }

  /** Parentheses around the first argument are not its own, and left out with it. */
  private static boolean isBalanced(String code) {
    int depth = 0;
    for (char c : code.toCharArray()) {
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth < 0) {
        return false;
      }
    }
    return depth == 0;
  }
}
