package dev.accrete.runtime.engine;

import dev.accrete.compiler.dialect.ColumnLimit;
import dev.accrete.compiler.dialect.ColumnLimit.Measure;
import java.math.BigInteger;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A column of a query with its type.
 *
 * @param type as the driver calls it
 * @param precision of a decimal number; 0 where it has none, or is none
 * @param scale of a decimal number, or the digits of a time's seconds
 * @param length the longest that a text may be; 0 where it may be as long as it likes, or is none
 */
public record TypedColumn(String name, String type, int precision, int scale, int length) {
  private static final String TEXT = "text";
  private static final String DECIMAL = "decimal";
  private static final Set<String> TEXTS =
      Set.of("varchar", "text", "bpchar", "char", "character varying", "character", "name");
  private static final Set<String> PADDED = Set.of("bpchar", "char", "character");
  private static final String NAME = "name";
  private static final int BYTES_OF_A_NAME = 63;
  private static final Set<String> DECIMALS = Set.of("decimal", "numeric");
  private static final String WHOLE = "u?(tiny|small|big|huge)?int(eger|2|4|8)?";

  /** DuckDB's type of a column of NULLs alone. */
  private static final String NOTHING = "\"null\"";

  private static final Map<String, Set<String>> WIDER =
      Map.of(
          "float", Set.of("double"),
          "float4", Set.of("float8"),
          "date", Set.of("timestamp", "timestamptz"));

  /** Whether a column of this type may stand where another one is asked for. */
  public boolean fits(TypedColumn wanted) {
    boolean sized = precision > 0 && wanted.precision > 0;
    return kind().equals(wanted.kind())
        && (!sized || precision == wanted.precision && scale == wanted.scale);
  }

  /**
   * Whether values of this column may lose something where they are put into another one: digits,
   * the time of a day, or how many blanks they end with. Engines round them and say nothing.
   */
  public boolean losesIn(TypedColumn other) {
    String own = kind();
    String wanted = other.kind();
    boolean whole = own.matches(WHOLE) && (wanted.matches(WHOLE) || wanted.equals(DECIMAL));
    if (own.equals(NOTHING)) {
      return false;
    }
    if (!own.equals(wanted)) {
      return !whole && !WIDER.getOrDefault(own, Set.of()).contains(wanted);
    }
    boolean padded = own.equals(TEXT) && !PADDED.contains(bare()) && PADDED.contains(other.bare());
    return padded || scale > other.scale && !isFree(other) || isFree(this) && !isFree(other);
  }

  /**
   * What values of this column have to keep to where another column of their kind holds less: an
   * engine refuses greater numbers, and cuts the blanks of longer texts without a word.
   */
  public Optional<ColumnLimit> limitIn(TypedColumn other) {
    if (kind().equals(TEXT) && other.kind().equals(TEXT)) {
      boolean shorter = other.length > 0 && (length == 0 || length > other.length);
      Measure measure = other.bare().equals(NAME) ? Measure.BYTES : Measure.LENGTH;
      BigInteger most = BigInteger.valueOf(other.length + 1L);
      return shorter
          ? Optional.of(new ColumnLimit(name, measure, BigInteger.ONE.negate(), most))
          : Optional.empty();
    }
    return range()
        .flatMap(
            own ->
                other
                    .range()
                    .filter(o -> own.least.compareTo(o.least) < 0 || own.most.compareTo(o.most) > 0)
                    .map(o -> new ColumnLimit(name, Measure.VALUE, o.least, o.most)));
  }

  /** What numbers stay between. */
  private record Range(BigInteger least, BigInteger most) {}

  private Optional<Range> range() {
    String kind = kind();
    if (kind.equals(DECIMAL) && precision > 0) {
      BigInteger most = BigInteger.TEN.pow(Math.max(0, precision - scale));
      return Optional.of(new Range(most.negate(), most));
    }
    if (!kind.matches(WHOLE)) {
      return Optional.empty();
    }
    boolean signed = !kind.startsWith("u");
    int bits = signed ? bits(kind) - 1 : bits(kind.substring(1));
    BigInteger most = BigInteger.TWO.pow(bits);
    BigInteger least = (signed ? most : BigInteger.ZERO).negate().subtract(BigInteger.ONE);
    return Optional.of(new Range(least, most));
  }

  private static int bits(String whole) {
    return switch (whole) {
      case "tinyint" -> 8;
      case "smallint", "int2" -> 16;
      case "bigint", "int8" -> 64;
      case "hugeint" -> 128;
      default -> 32;
    };
  }

  /** Whether a decimal number has as many digits as it likes. */
  private static boolean isFree(TypedColumn column) {
    return column.kind().equals(DECIMAL) && column.precision == 0;
  }

  /** Texts are of one kind, whatever their length: engines forget it in expressions. */
  private String kind() {
    String name = bare();
    return TEXTS.contains(name) ? TEXT : DECIMALS.contains(name) ? DECIMAL : name;
  }

  private String bare() {
    return type.toLowerCase(Locale.ROOT).replaceAll("\\(.*\\)", "").strip();
  }

  /** As people write it. */
  public String shown() {
    boolean bare = type.indexOf('(') < 0;
    return precision > 0 && bare
        ? type + "(" + precision + "," + scale + ")"
        : length > 0 && bare && !bare().equals(NAME) ? type + "(" + length + ")" : type;
  }

  static TypedColumn of(ResultSetMetaData data, int i) throws SQLException {
    String type = data.getColumnTypeName(i);
    TypedColumn bare = new TypedColumn(data.getColumnName(i), type, 0, 0, 0);
    boolean decimal = bare.kind().equals(DECIMAL);
    boolean scaled = decimal || type.toLowerCase(Locale.ROOT).startsWith("time");
    return new TypedColumn(
        bare.name,
        type,
        decimal ? data.getPrecision(i) : 0,
        scaled ? data.getScale(i) : 0,
        bare.kind().equals(TEXT) ? length(bare.bare(), data.getPrecision(i)) : 0);
  }

  /** Drivers give the greatest integer for texts without a length. */
  private static int length(String type, int told) {
    return type.equals(NAME) ? BYTES_OF_A_NAME : told == Integer.MAX_VALUE ? 0 : told;
  }
}
