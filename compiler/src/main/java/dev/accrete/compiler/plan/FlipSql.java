package dev.accrete.compiler.plan;

import dev.accrete.compiler.certificate.Flip;
import dev.accrete.compiler.dialect.ClockSql;
import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.ExpressionSql;
import dev.accrete.compiler.dialect.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** The rows of inputs for which a comparison with the clock flips. */
final class FlipSql {
  private final Dialect dialect;
  private final List<Flip> flips;

  FlipSql(Dialect dialect, List<Flip> flips) {
    this.dialect = dialect;
    this.flips = List.copyOf(flips);
  }

  boolean any(String input) {
    return flips.stream().anyMatch(f -> f.input().equals(input));
  }

  /**
   * The condition that a row of an input flips: it passes by the clock of the model's last run and
   * not by that of this one, or the other way round.
   */
  String condition(String input, String alias) {
    return flips.stream()
        .filter(f -> f.input().equals(input))
        .map(f -> flips(f, alias))
        .distinct()
        .collect(Collectors.joining("\n  OR "));
  }

  /** The condition that a row passes by the clock of this run, as one {@code ref()} reads it. */
  String passing(int reference, String alias) {
    return flips.stream()
        .filter(f -> f.reference() == reference)
        .map(f -> "(" + ClockSql.bind(text(f, alias), true, Statement.NOW) + ")")
        .distinct()
        .collect(Collectors.joining("\n  AND "));
  }

  private String text(Flip flip, String alias) {
    return ExpressionSql.print(
        flip.condition(),
        i -> dialect.quote(alias) + "." + dialect.quote(flip.fields().get(i).name()));
  }

  private String flips(Flip flip, String alias) {
    String text = text(flip, alias);
    return passes(text, Statement.LAST_CLOCK) + " <> " + passes(text, Statement.NOW);
  }

  private static String passes(String condition, String clock) {
    return "CASE WHEN " + ClockSql.bind(condition, true, clock) + " THEN 1 ELSE 0 END";
  }
}
