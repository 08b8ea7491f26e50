package dev.accrete.compiler.translate;

import dev.accrete.compiler.template.EditedText.Edit;
import dev.accrete.compiler.template.EditedText.Part;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;

/**
 * TRY_CAST of texts: NULL where CAST fails on Redshift. DuckDB's own reads {@code 12.7}, {@code
 * 1e3} and {@code 0x1F} as whole numbers, which Redshift refuses, and gives NULL for dates that
 * Redshift reads, such as {@code 1/31/2026}: these are errors when it runs.
 */
final class TryCasts {
  private static final String WHOLE = "'^\\s*[-+]?[0-9]+\\s*$'";

  private static final String DAY = "'^\\s*[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([ T].*)?$'";

  /** How texts begin that are days in another form of Redshift's page. */
  private static final String OTHER_DAY =
      "'^\\s*(([0-9]{6}|[0-9]{8}|[0-9]{4}[.][0-9]{3})([^0-9]|$)|[0-9]{1,4}[-/ ]([0-9]|[a-z]{3})"
          + "|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-, ]*[0-9]).*$'";

  private static final Set<ValueKind> TEXTS = Set.of(ValueKind.TEXT, ValueKind.UNKNOWN);

  private TryCasts() {}

  /** The call as the engine has it. */
  static List<Edit> write(Site site) {
    SqlNode value = site.arguments().get(0);
    SqlNode type = site.arguments().get(1);
    ValueKind kind = ValueKind.ofType(site.written(type));
    boolean duck = site.to().equals("duckdb");
    if (!(type instanceof SqlDataTypeSpec) || kind == ValueKind.TEXT) {
      throw new NoEqual("TRY_CAST to a text", site.call(), "write CAST, which does not fail there");
    }
    if (!TEXTS.contains(site.kinds().of(value))) {
      if (duck) {
        return List.of();
      }
      throw new NoEqual("TRY_CAST of what is no text", site.call(), "write CAST");
    }
    if (Volatile.isIn(value)) {
      throw new NoEqual("TRY_CAST of a value that changes", value, null);
    }
    List<Part> tried =
        duck
            ? site.parts("TRY_CAST(", value, " AS ", type, ")")
            : site.parts(
                "CASE WHEN PG_INPUT_IS_VALID(",
                value,
                ", '",
                type,
                // A constant is cast before the query runs, unless it is cast to a text.
                "') THEN CAST(CAST(",
                value,
                " AS VARCHAR) AS ",
                type,
                ") END");
    List<Part> written =
        switch (kind) {
          case INTEGER ->
              site.parts("CASE WHEN (", value, ") ~ " + WHOLE + " THEN ", tried, " END");
          case DATE, TIMESTAMP ->
              site.parts(
                  "CASE WHEN (",
                  value,
                  ") ~ " + DAY + " THEN ",
                  tried,
                  " WHEN LOWER(",
                  value,
                  ") ~ " + OTHER_DAY + " THEN CAST('no day in the form of 2026-01-31: ' || (",
                  value,
                  ") AS ",
                  type,
                  ") END");
          default -> tried;
        };
    return List.of(site.edit(site.call(), written));
  }
}
