package dev.accrete.runtime.csv;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A declared SQL type, taken apart: {@code "NUMERIC( 10, 2 )"} is {@code numeric} with 10 and 2.
 *
 * @param name in lower case, single blanks between words, without what stands in parentheses
 * @param arguments the numbers in parentheses, empty for none
 */
record SqlTypeName(String name, List<Integer> arguments) {
  /** The length that Redshift calls MAX, in bytes. */
  private static final int LONGEST = 65_535;

  private static final Pattern FORM =
      Pattern.compile(
          "\\s*([a-z][a-z0-9 ]*?)\\s*(?:\\(\\s*([\\d\\s,]+|max\\s*)\\)\\s*([a-z ]*?))?\\s*");

  static Optional<SqlTypeName> parse(String type) {
    Matcher matcher = FORM.matcher(type.toLowerCase(Locale.ROOT).replaceAll("\\s+", " "));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String after = matcher.group(3);
    String name =
        after == null || after.isEmpty() ? matcher.group(1) : matcher.group(1) + " " + after;
    try {
      return Optional.of(new SqlTypeName(name, numbers(matcher.group(2))));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static List<Integer> numbers(@Nullable String text) {
    if (text != null && text.strip().equals("max")) {
      return List.of(LONGEST);
    }
    return text == null
        ? List.of()
        : Stream.of(text.split(",")).map(String::strip).map(Integer::valueOf).toList();
  }

  int argument(int index, int otherwise) {
    return index < arguments.size() ? arguments.get(index) : otherwise;
  }
}
