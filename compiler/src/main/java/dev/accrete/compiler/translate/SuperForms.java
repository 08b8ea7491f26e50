package dev.accrete.compiler.translate;

import dev.accrete.compiler.template.EditedText.Edit;
import dev.accrete.compiler.template.EditedText.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;

/** ARRAY and OBJECT, which make a SUPER value of others: JSON elsewhere. */
final class SuperForms {
  private static final Set<String> MAKERS = Set.of("ARRAY", "OBJECT", "JSON_PARSE");
  private static final Set<String> CONSTANTS = Set.of("NULL", "TRUE", "FALSE");

  private SuperForms() {}

  static List<Edit> array(Site site) {
    site.arguments().forEach(value -> requireAlike(site, value));
    String name = site.to().equals("duckdb") ? "JSON_ARRAY(" : "JSONB_BUILD_ARRAY(";
    return List.of(site.edit(site.call(), listed(site, name)));
  }

  /** Of two attributes of one name PostgreSQL keeps the last, DuckDB both. */
  static List<Edit> object(Site site) {
    List<SqlNode> all = site.arguments();
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < all.size(); i++) {
      if (i % 2 == 1) {
        requireAlike(site, all.get(i));
      } else if (!site.constant(all.get(i)).map(keys::add).orElse(false)) {
        throw new NoEqual("OBJECT with anything but different constant names", all.get(i), null);
      }
    }
    if (all.size() % 2 == 1) {
      throw new NoEqual("OBJECT with a name without a value", site.call(), null);
    }
    String name = site.to().equals("duckdb") ? "JSON_OBJECT(" : "JSONB_BUILD_OBJECT(";
    return List.of(site.edit(site.call(), listed(site, name)));
  }

  /** The engines write the digits of other numbers differently, and Redshift takes no times. */
  private static void requireAlike(Site site, SqlNode value) {
    ValueKind kind = site.kinds().of(value);
    boolean alike =
        kind == ValueKind.INTEGER
            || kind == ValueKind.TEXT
            || value instanceof SqlLiteral
                && CONSTANTS.contains(site.written(value).strip().toUpperCase(Locale.ROOT))
            || value instanceof SqlCall call
                && MAKERS.contains(call.getOperator().getName().toUpperCase(Locale.ROOT));
    if (!alike) {
      throw new NoEqual(
          site.entry().name() + " of what is not known to be a text or a whole number",
          value,
          "cast it: CAST(… AS VARCHAR)");
    }
  }

  private static List<Part> listed(Site site, String name) {
    List<Part> parts = new ArrayList<>(site.parts(name));
    String before = "";
    for (SqlNode value : site.arguments()) {
      parts.addAll(site.parts(before, value));
      before = ", ";
    }
    parts.addAll(site.parts(")"));
    return parts;
  }
}
