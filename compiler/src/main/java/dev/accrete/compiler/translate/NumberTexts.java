package dev.accrete.compiler.translate;

import java.util.OptionalInt;
import org.apache.calcite.sql.SqlNode;

/**
 * What has to be done to a number before it becomes a text, so that it is the one that Redshift
 * makes: DuckDB writes 5.0 for a floating number that is whole and .5 for a DECIMAL(1, 1), and
 * PostgreSQL chooses among decimals without making their digits alike.
 *
 * @param before what is written before the number
 * @param after what is written behind it
 * @param isText whether it is a text by that
 */
record NumberTexts(String before, String after, boolean isText) {
  /** The number is written as it stands. */
  static final NumberTexts NONE = new NumberTexts("", "", false);

  /**
   * What a value needs in a dialect; nothing where its text is the same anyway.
   *
   * @throws NoEqual where nothing tells how many digits it has to have
   */
  static NumberTexts of(SqlNode value, ValueKinds kinds, NamedTypes types, String to) {
    ValueKind kind = kinds.of(value);
    if (kind == ValueKind.FLOATING && to.equals("duckdb")) {
      return new NumberTexts("REGEXP_REPLACE(CAST(", " AS VARCHAR), '[.]0$', '')", true);
    }
    return kind == ValueKind.DECIMAL ? ofDecimal(value, kinds, types, to) : NONE;
  }

  private static NumberTexts ofDecimal(
      SqlNode value, ValueKinds kinds, NamedTypes types, String to) {
    Quotients quotients = new Quotients(kinds);
    DecimalDigits all = new DecimalDigits(kinds, types);
    if (quotients.isUnrounded(value)) {
      throw new NoEqual(
          "the text of a quotient or average of decimals, which has as many digits as the engine gives it,",
          value,
          "round it: ROUND(…, 2)");
    }
    if (to.equals("duckdb")) {
      // They are floating numbers there.
      boolean floating = quotients.isUncast(value);
      OptionalInt most = floating ? all.most(value) : OptionalInt.empty();
      if (floating && most.isEmpty()) {
        throw untold("that is made of a quotient or average", value);
      }
      return most.isPresent() ? digits(most.getAsInt()) : ofFraction(value, kinds, types);
    }
    if (all.isUntoldChoice(value)) {
      throw untold("that is chosen among some with other digits", value);
    }
    OptionalInt digits = all.ofChoice(value);
    return digits.isPresent() ? digits(digits.getAsInt()) : NONE;
  }

  /** DuckDB writes no zero before the point of a number that has no place for one. */
  private static NumberTexts ofFraction(SqlNode value, ValueKinds kinds, NamedTypes types) {
    return new BareFractions(kinds, types).mayBe(value)
        ? new NumberTexts("REGEXP_REPLACE(CAST(", " AS VARCHAR), '^(-?)[.]', '\\10.')", true)
        : NONE;
  }

  private static NoEqual untold(String which, SqlNode value) {
    return new NoEqual(
        "the text of a decimal " + which + ",", value, "cast it: CAST(… AS DECIMAL(18, 2))");
  }

  private static NumberTexts digits(int count) {
    return new NumberTexts("CAST(", " AS DECIMAL(38, " + count + "))", false);
  }

  /** Whether the number is written as it stands. */
  boolean isNone() {
    return before.isEmpty();
  }
}
