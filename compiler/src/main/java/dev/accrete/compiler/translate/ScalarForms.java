package dev.accrete.compiler.translate;

import dev.accrete.compiler.template.EditedText.Edit;
import dev.accrete.compiler.template.EditedText.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;

/** DECODE, CONVERT, rounding. */
final class ScalarForms {
  private ScalarForms() {}

  /** DECODE compares NULL with NULL as equal, which a CASE of one operand does not. */
  static List<Edit> decode(Site site) {
    List<SqlNode> all = site.arguments();
    if (all.size() < 3) {
      throw new NoEqual("DECODE with fewer than three arguments", site.call(), null);
    }
    SqlNode value = all.get(0);
    boolean plain = true;
    for (int i = 1; i + 1 < all.size(); i += 2) {
      plain &= all.get(i) instanceof SqlLiteral && !isNull(all.get(i), site);
    }
    if (!plain && Volatile.isIn(value)) {
      throw new NoEqual("DECODE of a value that changes", value, null);
    }
    List<Part> parts = new ArrayList<>(plain ? site.parts("CASE ", value) : site.parts("CASE"));
    int i = 1;
    for (; i + 1 < all.size(); i += 2) {
      parts.addAll(plain ? site.parts(" WHEN ", all.get(i)) : equal(site, value, all.get(i)));
      parts.addAll(site.parts(" THEN ", all.get(i + 1)));
    }
    parts.addAll(i < all.size() ? site.parts(" ELSE ", all.get(i), " END") : site.parts(" END"));
    return List.of(site.edit(site.call(), parts));
  }

  private static List<Part> equal(Site site, SqlNode value, SqlNode search) {
    return isNull(search, site)
        ? site.parts(" WHEN (", value, ") IS NULL")
        : site.parts(" WHEN (", value, ") IS NOT DISTINCT FROM (", search, ")");
  }

  private static boolean isNull(SqlNode node, Site site) {
    return site.written(node).strip().equalsIgnoreCase("null");
  }

  static List<Edit> convert(Site site) {
    List<SqlNode> all = site.arguments();
    if (all.size() != 2 || site.call().getKind() != SqlKind.CAST) {
      throw new NoEqual("CONVERT", site.call(), null);
    }
    return List.of(
        site.edit(
            site.call(), site.parts("CAST(", all.get(1), " AS ", site.kept(all.get(0)), ")")));
  }

  /** The types that casts which are written as functions are named after. */
  private static final Map<String, String> CASTS =
      Map.of(
          "INT2", "SMALLINT",
          "INT4", "INTEGER",
          "INT8", "BIGINT",
          "FLOAT4", "REAL",
          "FLOAT8", "DOUBLE PRECISION",
          "BOOL", "BOOLEAN",
          "TEXT", "VARCHAR",
          "VARCHAR", "VARCHAR");

  /** INT4(a) as the cast that it is. */
  static List<Edit> cast(Site site) {
    SqlNode value = site.arguments().get(0);
    String type = String.valueOf(CASTS.get(site.entry().name()));
    boolean rounds = type.endsWith("INT") || type.equals("INTEGER");
    if (site.arguments().size() > 1
        || rounds && ExactQuotients.isFloating(site.kinds(), site.to(), value)) {
      throw new NoEqual(
          site.entry().name() + " of a quotient, or of more than one value",
          site.call(),
          "write CAST(… AS " + type + ")");
    }
    NumberTexts text = type.equals("VARCHAR") ? site.textOf(value) : NumberTexts.NONE;
    boolean isFar = site.types().isFarBoolean(value, type, site.to());
    String before = isFar ? "CAST(" : text.before();
    String after = isFar ? " AS INTEGER)" : text.after();
    return List.of(
        site.edit(site.call(), site.parts("CAST(" + before, value, after + " AS " + type + ")")));
  }

  /** PostgreSQL rounds and cuts to digits what is a NUMERIC alone. */
  static List<Edit> toDigits(Site site) {
    List<SqlNode> all = site.arguments();
    if (site.kinds().of(all.get(0)) != ValueKind.FLOATING) {
      return site.kinds().of(all.get(0)) == ValueKind.DECIMAL ? decimal(site) : List.of();
    }
    return List.of(
        site.edit(
            site.call(),
            site.parts(
                "CAST(" + site.entry().name() + "(CAST(",
                all.get(0),
                " AS NUMERIC), ",
                all.get(1),
                ") AS DOUBLE PRECISION)")));
  }

  /** CEIL and FLOOR of a whole number are that number; elsewhere they are floating numbers. */
  static List<Edit> whole(Site site) {
    SqlNode value = site.arguments().get(0);
    return site.kinds().of(value) == ValueKind.INTEGER
        ? List.of(site.edit(site.call(), site.parts("(", value, ")")))
        : ExactQuotients.whole(site);
  }

  /**
   * Halves of floating numbers go away from zero, as those of decimals do in the example on the
   * page of ROUND, and as DuckDB does it; PostgreSQL goes to the even number. To digits, both round
   * what the number is times a power of ten.
   */
  static List<Edit> round(Site site) {
    List<SqlNode> all = site.arguments();
    ValueKind kind = site.kinds().of(all.get(0));
    if (kind == ValueKind.DECIMAL) {
      return decimal(site);
    }
    if (kind != ValueKind.FLOATING) {
      return List.of();
    }
    String digits = all.size() > 1 ? site.written(all.get(1)).strip() : "0";
    if (!digits.matches("-?1?\\d")) {
      return toDigits(site);
    }
    int count = Integer.parseInt(digits);
    String power = "1" + "0".repeat(Math.abs(count));
    String scaled = count == 0 ? "" : (count > 0 ? " * " : " / ") + floating(power);
    String back = count == 0 ? "" : (count > 0 ? " / " : " * ") + floating(power);
    return List.of(
        site.edit(
            site.call(),
            site.parts(
                (count == 0 ? "" : "(") + "CAST(ROUND(CAST(CAST((",
                all.get(0),
                ")"
                    + scaled
                    + " AS VARCHAR) AS NUMERIC)) AS DOUBLE PRECISION)"
                    + back
                    + (count == 0 ? "" : ")"))));
  }

  /** The median of decimals is a floating number on PostgreSQL, which it does not cut to digits. */
  private static List<Edit> decimal(Site site) {
    SqlNode number = site.arguments().get(0);
    return new Quotients(site.kinds()).isMiddle(number)
        ? List.of(site.edit(number, site.parts("ROUND(CAST(", number, " AS NUMERIC), 9)")))
        : List.of();
  }

  /** PostgreSQL rounds the halves of floating numbers to the even number. */
  static List<Edit> roundEven(Site site) {
    List<SqlNode> all = site.arguments();
    return all.size() > 1 || site.kinds().of(all.get(0)) != ValueKind.FLOATING
        ? List.of()
        : List.of(site.edit(site.call(), site.parts("ROUND_EVEN(", all.get(0), ", 0)")));
  }

  private static String floating(String number) {
    return "CAST(" + number + " AS DOUBLE PRECISION)";
  }
}
