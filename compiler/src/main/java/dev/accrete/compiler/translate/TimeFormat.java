package dev.accrete.compiler.translate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

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

  private TimeFormat() {}

  /** The pattern for DuckDB; absent where a part of it has no equal. */
  static Optional<String> strftime(String pattern) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < pattern.length()) {
      String rest = pattern.substring(at);
      Optional<String> element = ELEMENTS.keySet().stream().filter(rest::startsWith).findFirst();
      char c = rest.charAt(0);
      if (element.isPresent()) {
        out.append(ELEMENTS.get(element.get()));
        at += element.get().length();
      } else if (c == '"' && rest.indexOf('"', 1) > 0) {
        int end = rest.indexOf('"', 1);
        out.append(rest.substring(1, end).replace("%", "%%"));
        at += end + 1;
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
