package dev.accrete.compiler.translate;

import dev.accrete.compiler.template.EditedText.Own;
import dev.accrete.compiler.template.EditedText.Part;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Redshift's own clock as other engines call theirs: the time of UTC without a zone. Runs have no
 * need of it, as they bind the clock by its name.
 */
final class ClockText {
  private static final Set<String> OWN = Set.of("GETDATE", "SYSDATE");

  private ClockText() {}

  /** What stands for a function of the clock; nothing where it may stay as it is. */
  static Optional<List<Part>> of(String function, String to) {
    return OWN.contains(function) && !to.equals("redshift")
        ? Optional.of(List.of(new Own("CAST(NOW() AT TIME ZONE 'UTC' AS TIMESTAMP)")))
        : Optional.empty();
  }
}
