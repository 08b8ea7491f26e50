package dev.accrete.compiler.translate;

import dev.accrete.compiler.parse.NodeSpans;
import dev.accrete.compiler.template.EditedText.Edit;
import dev.accrete.compiler.template.EditedText.Kept;
import dev.accrete.compiler.template.EditedText.Own;
import dev.accrete.compiler.template.EditedText.Part;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/**
 * Casts that engines do otherwise, most of them to a text. One to VARCHAR(3) cuts it, but not on
 * DuckDB, which knows no lengths; and some numbers become other texts than on Redshift.
 */
final class TextCasts {
  private TextCasts() {}

  /** What a cast makes of its value; empty where it is written alike. */
  static Optional<Edit> of(
      SqlCall call,
      NodeSpans spans,
      String text,
      ValueKinds kinds,
      NamedTypes types,
      Walk.Dialects dialects) {
    boolean cuts = dialects.to().equals("duckdb") && !dialects.from().equals("duckdb");
    if (call.getKind() != SqlKind.CAST || !(cuts || dialects.from().equals("redshift"))) {
      return Optional.empty();
    }
    boolean typeFirst = call.operand(0) instanceof SqlDataTypeSpec;
    SqlNode value = call.operand(typeFirst ? 1 : 0);
    int[] span = spans.of(value);
    int[] typeSpan = spans.of(call.operand(typeFirst ? 0 : 1));
    String type = text.substring(typeSpan[0], typeSpan[1]);
    if (cuts && ValueKind.ofType(type) == ValueKind.TIME && types.isZoned(value)) {
      // DuckDB takes the time of day of timestamps without a zone alone.
      List<Part> moment =
          List.of(new Own("CAST("), new Kept(span[0], span[1]), new Own(" AS TIMESTAMP)"));
      return Optional.of(new Edit(span[0], span[1], moment));
    }
    if (types.isFarBoolean(value, type, dialects.to())) {
      List<Part> number =
          List.of(new Own("CAST("), new Kept(span[0], span[1]), new Own(" AS INTEGER)"));
      return Optional.of(new Edit(span[0], span[1], number));
    }
    // CHAR 'xyz' is the constant as it stands.
    boolean constant = !typeFirst && typeSpan[0] < span[0];
    Optional<String> length = cuts && !constant ? TypeNames.cut(type) : Optional.empty();
    boolean isText = ValueKind.ofType(type) == ValueKind.TEXT;
    NumberTexts number =
        isText ? NumberTexts.of(value, kinds, types, dialects.to()) : NumberTexts.NONE;
    if (length.isEmpty() && number.isNone()) {
      return Optional.empty();
    }
    // The blanks at the end of a CHAR are none of its own.
    boolean padded = TypeNames.isPadded(type);
    String open = length.isEmpty() ? "" : (padded ? "RTRIM(" : "") + "LEFT(CAST(";
    String close =
        length.map(n -> " AS VARCHAR), " + n + ")" + (padded ? ", ' ')" : "")).orElse("");
    return Optional.of(
        new Edit(
            span[0],
            span[1],
            List.of(
                new Own(open + number.before()),
                new Kept(span[0], span[1]),
                new Own(number.after() + close))));
  }
}
