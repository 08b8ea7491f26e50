package dev.accrete.compiler.translate;

import dev.accrete.compiler.catalogue.DatePart;
import dev.accrete.compiler.template.EditedText.Edit;
import dev.accrete.compiler.template.EditedText.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;

/** Patterns and zones of times. */
final class TimeForms {
  /** Units that are not the engines'. */
  private static final Map<String, String> STEPS =
      Map.of(
          "quarter", "3 month",
          "decade", "10 year",
          "century", "100 year",
          "millennium", "1000 year");

  private TimeForms() {}

  static List<Edit> toChar(Site site) {
    List<SqlNode> all = site.arguments();
    requireTwo(site);
    ValueKind kind = site.kinds().of(all.get(0));
    if (kind == ValueKind.INTERVAL || kind == ValueKind.TIME) {
      throw new NoEqual(
          "TO_CHAR of " + (kind == ValueKind.TIME ? "a time of day" : "an interval"),
          all.get(0),
          "add it to a timestamp");
    }
    Optional<String> pattern = site.constant(all.get(1));
    boolean isOfNumbers =
        pattern.flatMap(NumberFormat::of).isPresent()
            && (pattern.get().matches(".*[0-9].*")
                || pattern.flatMap(TimeFormat::pieces).isEmpty());
    if (isOfNumbers || isNumber(site, all.get(0))) {
      return numberToChar(site);
    }
    List<TimeFormat.Piece> pieces =
        pattern.flatMap(TimeFormat::pieces).orElseThrow(() -> unknown(site));
    boolean plain = pieces.size() == 1 && pieces.get(0).isFormat();
    if (!plain && Volatile.isIn(all.get(0))) {
      throw new NoEqual("TO_CHAR of a value that changes", all.get(0), null);
    }
    List<Part> parts = new ArrayList<>(site.parts(plain ? "" : "("));
    String between = "";
    for (TimeFormat.Piece piece : pieces) {
      parts.addAll(site.parts(between + piece.before() + "CAST("));
      parts.addAll(site.parts(all.get(0), " AS TIMESTAMP)" + piece.after()));
      between = " || ";
    }
    parts.addAll(site.parts(plain ? "" : ")"));
    return edit(site, parts);
  }

  private static List<Edit> numberToChar(Site site) {
    SqlNode number = site.arguments().get(0);
    NumberFormat format =
        site.constant(site.arguments().get(1))
            .flatMap(NumberFormat::of)
            .orElseThrow(() -> unknown(site));
    OptionalInt digits = digits(site, number);
    if (digits.isEmpty() || digits.getAsInt() > format.decimals()) {
      throw new NoEqual(
          "TO_CHAR of a number that may have more decimals than the pattern",
          number,
          "cast it: CAST(… AS DECIMAL(18, " + format.decimals() + "))");
    }
    if (Volatile.isIn(number)) {
      throw new NoEqual("TO_CHAR of a value that changes", number, null);
    }
    return edit(site, format.write(site, number));
  }

  private static boolean isNumber(Site site, SqlNode value) {
    return site.kinds().of(value) == ValueKind.FLOATING || digits(site, value).isPresent();
  }

  /** How many decimals a number has at most; names tell where all columns are known alone. */
  private static OptionalInt digits(Site site, SqlNode number) {
    ValueKind kind = site.kinds().of(number);
    boolean isExact = kind == ValueKind.INTEGER || kind == ValueKind.DECIMAL;
    return isExact || site.kinds().knowsColumns()
        ? new DecimalDigits(site.kinds(), site.types()).most(number)
        : OptionalInt.empty();
  }

  static List<Edit> toDate(Site site) {
    return edit(site, site.parts("CAST(", read(site), " AS DATE)"));
  }

  static List<Edit> toTimestamp(Site site) {
    return edit(site, site.parts("CAST(", read(site), " AS TIMESTAMP WITH TIME ZONE)"));
  }

  /** What stands behind the end of a pattern is not read, but on DuckDB, which refuses it. */
  private static List<Part> read(Site site) {
    boolean strict =
        site.arguments().size() == 3 && isBoolean(site.written(site.arguments().get(2)));
    if (!strict) {
      requireTwo(site);
    }
    SqlNode value = site.arguments().get(0);
    String pattern = site.constant(site.arguments().get(1)).orElseThrow(() -> unknown(site));
    String format = TimeFormat.read(pattern).orElseThrow(() -> unknown(site));
    OptionalInt width = TimeFormat.width(pattern);
    boolean fits = site.constant(value).filter(v -> v.length() <= width.orElse(0)).isPresent();
    List<Part> text =
        width.isEmpty() || fits
            ? site.parts(value)
            : site.parts("LEFT(", value, ", " + width.getAsInt() + ")");
    return site.parts("STRPTIME(", text, ", " + Literals.text(format) + ")");
  }

  /** Whether days that a month lacks are an error: they always are elsewhere. */
  private static boolean isBoolean(String strict) {
    return strict.strip().matches("(?i)true|false");
  }

  private static void requireTwo(Site site) {
    int given = site.arguments().size();
    if (given != 2) {
      throw new NoEqual(site.entry().name() + " with " + given + " arguments", site.call(), null);
    }
  }

  private static NoEqual unknown(Site site) {
    SqlNode pattern = site.arguments().get(1);
    return new NoEqual(
        "the pattern " + site.written(pattern).strip() + " of " + site.entry().name(),
        pattern,
        null);
  }

  /** A timestamp, also of a date: PostgreSQL makes one with a zone of it. */
  static List<Edit> dateTrunc(Site site) {
    List<Edit> edits = new ArrayList<>();
    SqlNode part = site.arguments().get(0);
    if (site.kinds().of(site.arguments().get(1)) == ValueKind.TIME) {
      throw new NoEqual("DATE_TRUNC of a time of day", site.call(), "add it to a date");
    }
    // The others know fewer names of the parts.
    site.constant(part)
        .flatMap(DatePart::of)
        .filter(name -> !name.equalsIgnoreCase(site.constant(part).orElse("")))
        .ifPresent(name -> edits.add(site.edit(part, site.parts(Literals.text(name)))));
    site.arguments().stream()
        .filter(a -> site.types().isDate(a) || site.kinds().of(a) == ValueKind.DATE)
        .map(date -> site.edit(date, site.parts("CAST(", date, " AS TIMESTAMP)")))
        .forEach(edits::add);
    if (edits.stream().noneMatch(e -> e.end() > site.spans().of(part)[1]) && mayBeDate(site)) {
      // A date becomes a timestamp so, and what is one stays as it is.
      SqlNode time = site.arguments().get(1);
      edits.add(site.edit(time, site.parts("(", time, ") + INTERVAL '0 days'")));
    }
    return edits;
  }

  /** Whether PostgreSQL may see a date in a value of which nothing is told. */
  private static boolean mayBeDate(Site site) {
    if (!site.to().equals("postgres") || site.arguments().size() != 2) {
      return false;
    }
    SqlNode time = site.arguments().get(1);
    boolean column = time instanceof SqlIdentifier && site.kinds().knowsColumns();
    return (column || time instanceof SqlCall)
        && site.kinds().of(time) == ValueKind.UNKNOWN
        && !site.types().isZoned(time);
  }

  /** The day of a timestamp; numbers are cut everywhere alike. */
  static List<Edit> trunc(Site site) {
    SqlNode value = site.arguments().get(0);
    ValueKind kind = site.kinds().of(value);
    return site.types().isTime(value)
            || site.types().isZoned(value)
            || kind == ValueKind.DATE
            || kind == ValueKind.TIMESTAMP
        ? edit(site, site.parts("CAST(", value, " AS DATE)"))
        : ExactQuotients.whole(site);
  }

  /** A timestamp, with a zone where the one that is added to has a zone. */
  static List<Edit> dateAdd(Site site) {
    List<SqlNode> all = site.arguments();
    ValueKind number = site.kinds().of(all.get(1));
    boolean broken = number == ValueKind.DECIMAL || number == ValueKind.FLOATING;
    if (broken && !PartsOfTimes.isWhole(site, all.get(1))) {
      throw new NoEqual(
          "DATEADD of a number that may not be whole", all.get(1), "cast it to BIGINT");
    }
    if (site.constant(all.get(1)).filter(n -> !n.strip().matches("[-+]?\\d{1,9}")).isPresent()) {
      throw new NoEqual("DATEADD of a text that is no whole number", all.get(1), null);
    }
    String unit = site.value(all.get(0)).toLowerCase(Locale.ROOT);
    String step = STEPS.getOrDefault(unit, "1 " + unit);
    String type =
        site.kinds().of(all.get(2)) == ValueKind.TIME
            ? "TIME"
            : site.types().isZoned(all.get(2)) ? "TIMESTAMP WITH TIME ZONE" : "TIMESTAMP";
    boolean many = site.to().equals("duckdb") && OperatorForms.mayBeMany(all.get(1), unit);
    return edit(
        site,
        site.parts(
            "(CAST(",
            all.get(2),
            " AS " + type + ") + " + (many ? "CAST(" : "("),
            all.get(1),
            (many ? " AS DOUBLE PRECISION)" : ")") + " * INTERVAL '" + step + "')"));
  }

  static List<Edit> convertTimezone(Site site) {
    List<SqlNode> all = site.arguments();
    if (all.size() < 2 || all.size() > 3) {
      throw new NoEqual("CONVERT_TIMEZONE", site.call(), null);
    }
    SqlNode time = all.get(all.size() - 1);
    for (SqlNode zone : all.subList(0, all.size() - 1)) {
      TimeZones.name(site, zone);
    }
    Object from = all.size() == 3 ? TimeZones.name(site, all.get(0)) : "'UTC'";
    return edit(
        site,
        site.parts(
            "((CAST(",
            time,
            " AS TIMESTAMP) AT TIME ZONE ",
            from,
            ") AT TIME ZONE ",
            TimeZones.name(site, all.get(all.size() - 2)),
            ")"));
  }

  private static List<Edit> edit(Site site, List<Part> parts) {
    return List.of(site.edit(site.call(), parts));
  }
}
