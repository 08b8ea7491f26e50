package dev.accrete.compiler.translate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Patterns of TO_CHAR, TO_DATE and TO_TIMESTAMP as those of {@code strftime} and {@code strptime}.
 */
final class TimeFormat {
  /** The longest first: a pattern is read greedily. */
  private static final Map<String, String> ELEMENTS = new LinkedHashMap<>();

  static {
    ELEMENTS.put("FMMonth", "%B");
    ELEMENTS.put("FMDay", "%A");
    ELEMENTS.put("HH24", "%H");
    ELEMENTS.put("HH12", "%I");
    ELEMENTS.put("YYYY", "%Y");
    ELEMENTS.put("IYYY", "%G");
    ELEMENTS.put("DDD", "%j");
    ELEMENTS.put("Mon", "%b");
    ELEMENTS.put("HH", "%I");
    ELEMENTS.put("MI", "%M");
    ELEMENTS.put("SS", "%S");
    ELEMENTS.put("MS", "%g");
    ELEMENTS.put("US", "%f");
    ELEMENTS.put("AM", "%p");
    ELEMENTS.put("PM", "%p");
    ELEMENTS.put("YY", "%y");
    ELEMENTS.put("MM", "%m");
    ELEMENTS.put("DD", "%d");
    ELEMENTS.put("Dy", "%a");
    ELEMENTS.put("IW", "%V");
    // Words of digits mean the same in small letters; those of letters come out in small letters.
    for (String digits :
        List.of(
            "HH24", "HH12", "YYYY", "IYYY", "DDD", "HH", "MI", "SS", "MS", "US", "YY", "MM", "DD",
            "IW")) {
      ELEMENTS.put(digits.toLowerCase(Locale.ROOT), String.valueOf(ELEMENTS.get(digits)));
    }
  }

  /** Elements that no pattern of DuckDB's has: what stands before the timestamp, and behind. */
  private static final Map<String, Piece> CALLS = new LinkedHashMap<>();

  static {
    for (String name : List.of("MONTH", "Month", "month", "MON", "mon", "DAY", "Day", "day")) {
      boolean whole = name.length() > 3 || name.equalsIgnoreCase("day");
      String words = name.toLowerCase(Locale.ROOT).startsWith("m") ? "%B" : "%A";
      String format = whole ? words : "%b";
      String open = name.equals(name.toUpperCase(Locale.ROOT)) ? "UPPER(" : "";
      open = name.equals(name.toLowerCase(Locale.ROOT)) ? "LOWER(" : open;
      String close = open.isEmpty() ? "" : ")";
      Piece plain = new Piece(open + "STRFTIME(", ", '" + format + "')" + close);
      if (whole) {
        CALLS.put("FM" + name, plain);
      }
      CALLS.put(
          name, whole ? new Piece("RPAD(" + plain.before(), plain.after() + ", 9, ' ')") : plain);
    }
    for (String name : List.of("DD", "MM", "HH24", "HH12", "HH", "MI", "SS")) {
      String format = String.valueOf(ELEMENTS.get(name)).replace("%", "%-");
      CALLS.put("FM" + name, Piece.ofFormat(format));
      CALLS.put("FM" + name.toLowerCase(Locale.ROOT), Piece.ofFormat(format));
    }
    for (String name : List.of("ID", "id")) {
      CALLS.put(name, Piece.ofFormat("%u"));
    }
    for (String name : List.of("am", "pm")) {
      CALLS.put(name, new Piece("LOWER(STRFTIME(", ", '%p'))"));
    }
    CALLS.put("DY", new Piece("UPPER(STRFTIME(", ", '%a'))"));
    CALLS.put("dy", new Piece("LOWER(STRFTIME(", ", '%a'))"));
    for (String name : List.of("WW", "ww")) {
      CALLS.put(
          name,
          new Piece(
              "LPAD(CAST(CAST(FLOOR((EXTRACT(DOY FROM ",
              ") + 6) / 7.0) AS INTEGER) AS VARCHAR), 2, '0')"));
    }
    for (String name : List.of("W", "w")) {
      CALLS.put(
          name,
          new Piece("CAST(CAST(FLOOR((EXTRACT(DAY FROM ", ") + 6) / 7.0) AS INTEGER) AS VARCHAR)"));
    }
    for (String name : List.of("J", "j")) {
      CALLS.put(
          name,
          new Piece("CAST(DATE_DIFF('day', TIMESTAMP '1970-01-01', ", ") + 2440588 AS VARCHAR)"));
    }
    for (String name : List.of("CC", "cc")) {
      CALLS.put(
          name,
          new Piece(
              "LPAD(CAST(CAST(FLOOR((EXTRACT(YEAR FROM ",
              ") + 99) / 100.0) AS INTEGER) AS VARCHAR), 2, '0')"));
    }
    for (String name : List.of("SSSS", "ssss")) {
      CALLS.put(
          name,
          new Piece("CAST(DATE_DIFF('second', TIMESTAMP '0001-01-01', ", ") % 86400 AS VARCHAR)"));
    }
    for (String name : List.of("RM", "rm")) {
      String months = "I,II,III,IV,V,VI,VII,VIII,IX,X,XI,XII";
      boolean isSmall = name.equals("rm");
      Piece month =
          new Piece(
              "SPLIT_PART('" + (isSmall ? months.toLowerCase(Locale.ROOT) : months) + "', ',', ",
              ")");
      Piece number =
          new Piece(month.before() + "CAST(EXTRACT(MONTH FROM ", ") AS BIGINT)" + month.after());
      CALLS.put("FM" + name, number);
      CALLS.put(name, new Piece("RPAD(" + number.before(), number.after() + ", 4, ' ')"));
    }
    for (String name : List.of("YYY", "Y", "IYY", "IY", "I")) {
      String format = name.startsWith("I") ? "%G" : "%Y";
      Piece year = new Piece("RIGHT(STRFTIME(", ", '" + format + "'), " + name.length() + ")");
      CALLS.put(name, year);
      CALLS.put(name.toLowerCase(Locale.ROOT), year);
    }
    for (String name : List.of("Y,YYY", "y,yyy")) {
      CALLS.put(
          name, new Piece("REGEXP_REPLACE(STRFTIME(", ", '%Y'), '^0*([0-9]+)(...)$', '\\1,\\2')"));
    }
    for (String name : List.of("A.M.", "P.M.", "a.m.", "p.m.")) {
      String open = name.equals(name.toUpperCase(Locale.ROOT)) ? "" : "LOWER(";
      CALLS.put(
          name,
          new Piece(
              open + "REPLACE(STRFTIME(", ", '%p'), 'M', '.M.')" + (open.isEmpty() ? "" : ")")));
    }
    for (String name : List.of("Q", "q")) {
      CALLS.put(name, new Piece("CAST(EXTRACT(QUARTER FROM ", ") AS VARCHAR)"));
    }
    for (String name : List.of("D", "d")) {
      CALLS.put(name, new Piece("CAST(EXTRACT(DOW FROM ", ") + 1 AS VARCHAR)"));
    }
  }

  /**
   * A part of what a pattern makes of a timestamp.
   *
   * @param before what stands before the timestamp
   * @param after what stands behind it
   */
  record Piece(String before, String after) {
    private static Piece ofFormat(String format) {
      return new Piece("STRFTIME(", ", " + Literals.text(format) + ")");
    }

    /** The number with its ending, as in 1st: th or TH. Those from 10 to 19 end like 0. */
    Piece ordinal(String ending) {
      boolean isSmall = ending.equals("th");
      StringBuilder behind = new StringBuilder(after);
      for (String of : List.of("(1[0-9]|[04-9])th", "1st", "2nd", "3rd")) {
        String end = of.substring(of.length() - 2);
        String digits = of.substring(0, of.length() - 2);
        behind
            .append(", '")
            .append(digits)
            .append("$', '")
            .append(digits.length() > 1 ? "\\1" : digits)
            .append(isSmall ? end : end.toUpperCase(Locale.ROOT))
            .append("')");
      }
      return new Piece("REGEXP_REPLACE(".repeat(4) + before, behind.toString());
    }

    /** Whether it is a pattern of DuckDB's. */
    boolean isFormat() {
      return before.equals("STRFTIME(");
    }
  }

  private TimeFormat() {}

  /** Elements that are no numbers: no ending of a number follows them. */
  private static final Pattern WORDS =
      Pattern.compile("(?i)(FM)?(MONTH|MON|DAY|DY|RM|[AP]\\.?M\\.?)");

  /** What a pattern makes of a timestamp, to be joined; absent where a part has no equal. */
  static Optional<List<Piece>> pieces(String pattern) {
    List<Piece> pieces = new ArrayList<>();
    int from = 0;
    int at = 0;
    while (at < pattern.length()) {
      String rest = pattern.substring(at);
      if (rest.regionMatches(true, 0, "IDDD", 0, 4)) {
        // The day of the ISO year, and not the one of the week beside that of the month.
        return Optional.empty();
      }
      Optional<String> call = longest(CALLS, rest);
      Optional<String> element = longest(ELEMENTS, rest);
      boolean other =
          call.isPresent() && element.map(String::length).orElse(0) < call.get().length();
      Optional<String> name = other ? call : element;
      String ending = name.map(n -> ending(n, rest.substring(n.length()))).orElse("");
      if (other || !ending.isEmpty()) {
        Optional<String> before = written(pattern.substring(from, at));
        if (before.isEmpty()) {
          return Optional.empty();
        }
        before.filter(f -> !f.isEmpty()).ifPresent(f -> pieces.add(Piece.ofFormat(f)));
        Piece piece = piece(name.orElse(""), other);
        pieces.add(ending.isEmpty() ? piece : piece.ordinal(ending));
        at += name.get().length() + ending.length();
        from = at;
      } else if (rest.charAt(0) == '"') {
        at = Math.max(at, pattern.indexOf('"', at + 1)) + 1;
      } else {
        at += element.map(String::length).orElse(1);
      }
    }
    Optional<String> last = written(pattern.substring(from));
    last.filter(f -> !f.isEmpty() || pieces.isEmpty())
        .ifPresent(f -> pieces.add(Piece.ofFormat(f)));
    return last.map(l -> pieces);
  }

  private static Piece piece(String name, boolean isCall) {
    Piece call = isCall ? CALLS.get(name) : null;
    return call == null ? Piece.ofFormat(String.valueOf(ELEMENTS.get(name))) : call;
  }

  /** The ending of a number that stands behind an element; empty if there is none. */
  private static String ending(String element, String rest) {
    boolean ends = rest.startsWith("th") || rest.startsWith("TH");
    return ends && !WORDS.matcher(element).matches() ? rest.substring(0, 2) : "";
  }

  private static Optional<String> longest(Map<String, ?> names, String text) {
    return names.keySet().stream()
        .filter(text::startsWith)
        .max(Comparator.comparingInt(String::length));
  }

  /** How many letters a pattern reads; empty where that depends on the text. */
  static OptionalInt width(String pattern) {
    int width = 0;
    int at = 0;
    while (at < pattern.length()) {
      Optional<String> element = longest(ELEMENTS, pattern.substring(at));
      if (element.isPresent() && element.get().startsWith("FM") || pattern.charAt(at) == '"') {
        return OptionalInt.empty();
      }
      int length = element.map(String::length).orElse(1);
      width += element.map(TimeFormat::digits).orElse(1);
      at += length;
    }
    return OptionalInt.of(width);
  }

  private static int digits(String element) {
    return switch (element.toUpperCase(Locale.ROOT)) {
      case "YYYY", "IYYY" -> 4;
      case "DDD", "MON", "MS", "DY" -> 3;
      case "US" -> 6;
      default -> 2;
    };
  }

  /** The pattern for DuckDB's {@code strftime}, where a digit that is no part of a word is one. */
  private static Optional<String> written(String pattern) {
    return format(pattern, true);
  }

  /** The pattern for DuckDB's {@code strptime}; absent where a part of it has no equal. */
  static Optional<String> read(String pattern) {
    return format(pattern, false);
  }

  private static Optional<String> format(String pattern, boolean takesDigits) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < pattern.length()) {
      String rest = pattern.substring(at);
      Optional<String> element = ELEMENTS.keySet().stream().filter(rest::startsWith).findFirst();
      char c = rest.charAt(0);
      if (rest.regionMatches(true, 0, "SSSS", 0, 4)) {
        // The seconds of the day, and none of the minute twice.
        return Optional.empty();
      } else if (element.isPresent()) {
        out.append(ELEMENTS.get(element.get()));
        at += element.get().length();
      } else if (c == '"' && rest.indexOf('"', 1) > 0) {
        int end = rest.indexOf('"', 1);
        out.append(rest.substring(1, end).replace("%", "%%"));
        at += end + 1;
      } else if (takesDigits && c >= '0' && c <= '9') {
        out.append(c);
        at++;
      } else if (Character.isLetterOrDigit(c) || c == '"' || c == '%' || c == '\\') {
        return Optional.empty();
      } else {
        out.append(c);
        at++;
      }
    }
    return Optional.of(out.toString());
  }
}
