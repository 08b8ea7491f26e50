package dev.accrete.compiler.certificate;

import dev.accrete.compiler.source.Origin;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a cheaper strategy would be unsound here.
 *
 * @param code the stable code
 * @param rulesOut the strategy that it rules out
 * @param message the finished sentence
 * @param origin the place, or null where the whole model is meant
 */
public record Refusal(
    RefusalCode code, Strategy rulesOut, String message, @Nullable Origin origin) {
  public Refusal {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(message, "message");
  }

  /** A refusal of recompute with its catalogue sentence filled in. */
  public static Refusal of(RefusalCode code, @Nullable Origin origin, Object... arguments) {
    return of(Strategy.RECOMPUTE, code, origin, arguments);
  }

  /** A refusal of a strategy with its catalogue sentence filled in. */
  public static Refusal of(
      Strategy rulesOut, RefusalCode code, @Nullable Origin origin, Object... arguments) {
    return new Refusal(code, rulesOut, code.message(arguments), origin);
  }
}
