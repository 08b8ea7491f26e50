package dev.accrete.compiler.validate;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Nearest;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what the type checker found in one clear sentence, and how far that is to be believed. */
final class TypeMessages {
  private static final Pattern ABOUT_TYPES =
      Pattern.compile(
          "cannot apply|unknown identifier|not a valid time frame|must be of the same type|must be applied to aggregate function"
              + "|no match found for function signature|illegal mixing of types|cannot infer return type|values passed to|invalid number of arguments"
              // Redshift takes whole numbers for conditions.
              + "|expected a boolean type|clause must be a condition|stands for one value");

  /** What our own tree has resolved: the type checker knows fewer aggregates, and USING less. */
  private static final Pattern ABOUT_NAMES =
      Pattern.compile(
          "not found in any table|not found in table|depends on itself|is not being grouped|must be a grouped expression|is ambiguous");

  private static final Pattern UNKNOWN = Pattern.compile("unknown identifier '(\\w+)'");

  /** What people most likely mean by a type that is not known. */
  private static final Set<String> TYPES =
      Set.of(
          "smallint",
          "integer",
          "bigint",
          "decimal",
          "numeric",
          "real",
          "float",
          "double precision",
          "boolean",
          "char",
          "varchar",
          "text",
          "date",
          "time",
          "timestamp",
          "timestamptz",
          "super",
          "varbyte");

  /** What Calcite says in words of its own. */
  private static final Map<Pattern, String> CLEARER =
      Map.of(
          Pattern.compile("^invalid number of arguments to function 'CONNECT BY'.*"),
          "it does not follow CONNECT BY",
          Pattern.compile("^ordinal out of range$"),
          "ORDER BY has the number of a column that the SELECT lacks",
          Pattern.compile("^aggregate expression is illegal in (.*) clause$"),
          "an aggregate cannot stand in $1; HAVING is for its conditions",
          Pattern.compile("^windowed aggregate expression is illegal in (.*) clause$"),
          "a window function cannot stand in $1; QUALIFY is for its conditions",
          Pattern.compile("^QUALIFY expression .* must contain a window function.*"),
          "QUALIFY is for conditions of window functions, and here is none",
          Pattern.compile("^cannot apply '\\$SCALAR_QUERY'.*"),
          "a subquery that stands for one value has several columns",
          Pattern.compile("^SELECT \\* EXCLUDE/EXCEPT list contains unknown column\\(s\\): (.*)"),
          "EXCLUDE leaves out $1, which no table has here");

  private static final Pattern NO_COLUMN = Pattern.compile("column '(.+)' not found in any table");

  private TypeMessages() {}

  /** The nearest of some columns to one that was not found, if the message says that; else null. */
  static @Nullable String hint(String message, Collection<String> columns) {
    Matcher matcher = NO_COLUMN.matcher(message);
    return matcher.find() ? Nearest.hint(matcher.group(1), columns) : null;
  }

  /**
   * Whether a failure may be the type checker's own: it knows fewer functions, types and date
   * arithmetic than the engines do, which report what is really wrong.
   *
   * @param understood whether our own tree has resolved every name, so that one that is not found
   *     is an alias or a function that the type checker does not know
   */
  static boolean isDoubtful(Diagnostic failure, boolean understood) {
    return isAboutTypes(failure) || (understood && ABOUT_NAMES.matcher(failure.message()).find());
  }

  static boolean isAboutTypes(Diagnostic failure) {
    return ABOUT_TYPES.matcher(failure.message()).find();
  }

  /** The failure as a warning. */
  static Diagnostic doubt(Diagnostic failure) {
    String message =
        failure
            .message()
            .replaceFirst("^.*(does not validate|rebuilt in full): ", "")
            .replaceFirst("\\. Supported form.*", "");
    Matcher unknown = UNKNOWN.matcher(message);
    String type = unknown.matches() ? unknown.group(1) : "";
    return new Diagnostic(
        Code.TYPES_UNKNOWN,
        failure.span(),
        Code.TYPES_UNKNOWN.message(type.isEmpty() ? message : "no type is called " + type),
        type.isEmpty() ? failure.hint() : Nearest.hint(type, TYPES),
        failure.notes());
  }

  static String sentence(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).split("\n")[0].strip();
    String lower = message.isEmpty() ? "it cannot be typed" : uncapitalized(message);
    for (Map.Entry<Pattern, String> clearer : CLEARER.entrySet()) {
      Matcher matcher = clearer.getKey().matcher(lower);
      if (matcher.find()) {
        return matcher.replaceFirst(clearer.getValue());
      }
    }
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  /** A sentence as part of another: {@code Cannot} becomes {@code cannot}, {@code OVER} stays. */
  private static String uncapitalized(String message) {
    boolean word = message.length() > 1 && Character.isUpperCase(message.charAt(1));
    return word ? message : message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }
}
