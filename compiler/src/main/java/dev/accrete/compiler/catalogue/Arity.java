package dev.accrete.compiler.catalogue;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many arguments a function takes, by what its line of {@code functions.txt} tells people:
 * {@code text, count [, count]} are two or three, {@code value, …} one or more.
 *
 * @param least the fewest
 * @param most the greatest number, {@link Integer#MAX_VALUE} without any
 */
public record Arity(int least, int most) {
  private static final String MORE = "…";

  /** Nothing is told. */
  private static final Arity ANY = new Arity(0, Integer.MAX_VALUE);

  private static final Map<String, Arity> READ = new ConcurrentHashMap<>();

  static Arity of(String arguments) {
    return READ.computeIfAbsent(arguments, Arity::read);
  }

  private static Arity read(String arguments) {
    if (arguments.isBlank()) {
      return ANY;
    }
    int least = count(arguments.replaceAll("\\[[^\\[\\]]*]", "").replaceAll("\\[.*]", ""));
    boolean more = arguments.contains(MORE);
    return new Arity(least, more ? Integer.MAX_VALUE : count(arguments.replaceAll("[\\[\\]]", "")));
  }

  private static int count(String arguments) {
    return (int)
        Arrays.stream(arguments.split(",", -1))
            .map(String::strip)
            .filter(a -> !a.isEmpty() && !a.equals(MORE))
            .count();
  }

  /** Whether a call may have so many. */
  public boolean allows(int number) {
    return number >= least && number <= most;
  }
}
