package dev.accrete.compiler.check;

import dev.accrete.compiler.source.Origin;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a certificate is not accepted.
 *
 * @param sentence what is not shown, finished
 * @param origin the operator or reading that it is about, or null where the whole certificate is
 *     meant
 */
public record Objection(String sentence, @Nullable Origin origin) {
  public Objection {
    Objects.requireNonNull(sentence, "sentence");
  }
}
