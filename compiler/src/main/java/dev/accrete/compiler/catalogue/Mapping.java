package dev.accrete.compiler.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a call is written in another dialect, as one indented line of {@code functions.txt}.
 *
 * @param from the dialects that it is written from; empty for any
 * @param to the dialect that it is written in
 * @param count how many arguments the call has, where that counts
 * @param argument the number of an argument, from 1, that must be one of {@code values}; 0 for none
 * @param values constants, or date parts by their full names
 * @param text the call: {@code $1} is its first argument, {@code $*} all, {@code -} no equal, with
 *     what to tell people behind it, {@code @name} a form that no text can tell
 */
public record Mapping(
    String from, String to, OptionalInt count, int argument, Set<String> values, String text) {
  private static final String NONE = "-";

  private static final Pattern LINE =
      Pattern.compile("(?:(\\w+)>)?(\\w+)(?:\\((\\d)\\))?(?:\\[(\\d)=([^\\]]+)\\])? = (.+)");

  public Mapping {
    values = Set.copyOf(values);
  }

  static Mapping of(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalStateException("functions.txt has the line " + line);
    }
    String values = matcher.group(5);
    return new Mapping(
        matcher.group(1) == null ? "" : matcher.group(1),
        matcher.group(2),
        matcher.group(3) == null
            ? OptionalInt.empty()
            : OptionalInt.of(Integer.parseInt(matcher.group(3))),
        values == null ? 0 : Integer.parseInt(matcher.group(4)),
        values == null ? Set.of() : Set.of(values.split(" or ", -1)),
        matcher.group(6));
  }

  boolean isBetween(String source, String target) {
    return to.equals(target) && (from.isEmpty() || from.equals(source)) && !source.equals(target);
  }

  /** Whether there is no equal. */
  public boolean isNone() {
    return text.equals(NONE) || text.startsWith(NONE + " ");
  }

  /** What people are told where there is no equal, if anything is. */
  public Optional<String> hint() {
    return Optional.of(text).filter(t -> isNone() && t.length() > 1).map(t -> t.substring(2));
  }

  /**
   * Whether this is the form of a call.
   *
   * @param arguments what each argument is, where it is a constant or a date part; else empty
   */
  public boolean fits(List<String> arguments) {
    boolean counted = count.isEmpty() || count.getAsInt() == arguments.size();
    return counted
        && (argument == 0
            || argument <= arguments.size()
                && values.contains(arguments.get(argument - 1).toLowerCase(Locale.ROOT)));
  }
}
