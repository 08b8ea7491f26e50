package dev.accrete.compiler.validate;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.parse.ParsedText;
import dev.accrete.compiler.tree.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
      String message =
          TypeMessages.sentence(exception.getCause() == null ? exception : exception.getCause());
      Diagnostic failure =
          Diagnostic.at(code, parsed.rendered().origin(start, Math.max(start, end)), message);
      String hint = TypeMessages.hint(message, columns(parsed, catalogue));
      return failed(hint == null ? failure : failure.withHint(hint));
    } catch (CalciteException exception) {
      return failed(
          Diagnostic.at(code, parsed.rendered().beginning(), TypeMessages.sentence(exception)));
    } catch (StackOverflowError tooDeep) {
      return failed(
          Diagnostic.at(
              Code.TOO_DEEP, parsed.rendered().beginning(), "the type checker can follow"));
    } catch (RuntimeException | AssertionError defect) {
      // Calcite's own failures are not the author's.
      return failed(
          Diagnostic.at(
              Code.TYPES_UNKNOWN, parsed.rendered().beginning(), "it gave up on this text"));
    }
  }

  /** The columns of all that a text reads. */
  private static Set<String> columns(ParsedText parsed, Catalogue catalogue) {
    return parsed.rendered().references().stream()
        .flatMap(r -> catalogue.fields(r.name()).stream())
        .flatMap(List::stream)
        .map(Field::name)
        .collect(Collectors.toSet());
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
}
