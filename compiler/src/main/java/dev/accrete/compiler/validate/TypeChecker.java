package dev.accrete.compiler.validate;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.compiler.parse.ParsedText;
import dev.accrete.compiler.tree.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.validate.SqlValidator;

/**
 * Checks types with Calcite's validator. Its findings about names are left to {@link TreeBuilder};
 * its types are for people.
 */
public final class TypeChecker {
  private static final Pattern ABOUT_TYPES =
      Pattern.compile(
          "cannot apply|unknown identifier|not a valid time frame|must be of the same type|must be applied to aggregate function"
              + "|no match found for function signature|illegal mixing of types|cannot infer return type|values passed to|invalid number of arguments"
              // Redshift takes whole numbers for conditions.
              + "|expected a boolean type|clause must be a condition");

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

  private TypeChecker() {}

  /**
   * The output columns with their types, or a diagnostic. The parsed text's tree is changed by this
   * and not to be read afterwards.
   *
   * @param code what a failure is reported as: an error or a warning
   * @param engine what is to read the text; empty where nobody knows
   */
  public static Checked<List<Field>> check(
      ParsedText parsed, Catalogue catalogue, Code code, String engine) {
    try {
      SqlValidator validator = Validators.create(parsed, catalogue, engine);
      OwnNames.give(parsed.query());
      AllColumns.write(parsed.query());
      SqlNode validated = validator.validate(LookedUpCalls.written(parsed.query()));
      return new Checked<>(fields(validator.getValidatedNodeType(validated)), List.of());
    } catch (CalciteContextException exception) {
      int start = parsed.offsets().of(exception.getPosLine(), exception.getPosColumn());
      int end = parsed.offsets().of(exception.getEndPosLine(), exception.getEndPosColumn()) + 1;
      String message = sentence(exception.getCause() == null ? exception : exception.getCause());
      return failed(
          Diagnostic.at(code, parsed.rendered().origin(start, Math.max(start, end)), message));
    } catch (CalciteException exception) {
      return failed(Diagnostic.at(code, parsed.rendered().beginning(), sentence(exception)));
    } catch (StackOverflowError tooDeep) {
      return failed(
          Diagnostic.at(
              Code.TOO_DEEP, parsed.rendered().beginning(), "the type checker can follow"));
    } catch (RuntimeException | AssertionError defect) {
      // Calcite's own failures are not the author's: what cannot be typed is not derived, and still
      // rebuilt in full.
      return failed(
          Diagnostic.at(
              Code.INVALID_SQL_WARNING,
              parsed.rendered().beginning(),
              "the type checker gave up on it"));
    }
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

  private static Checked<List<Field>> failed(Diagnostic diagnostic) {
    return new Checked<>(List.of(), List.of(diagnostic));
  }

  private static List<Field> fields(RelDataType row) {
    List<Field> fields = new ArrayList<>();
    for (RelDataTypeField field : row.getFieldList()) {
      String type = SqlTypes.text(field.getType());
      fields.add(new Field(field.getName(), type, field.getType().isNullable()));
    }
    return fields;
  }

  private static String sentence(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).split("\n")[0].strip();
    String lower = message.isEmpty() ? "it cannot be typed" : uncapitalized(message);
    if (lower.equals("ordinal out of range")) {
      return "ORDER BY has the number of a column that the SELECT lacks";
    }
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  /** A sentence as part of another: {@code Cannot} becomes {@code cannot}, {@code OVER} stays. */
  private static String uncapitalized(String message) {
    boolean word = message.length() > 1 && Character.isUpperCase(message.charAt(1));
    return word ? message : message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }
}
