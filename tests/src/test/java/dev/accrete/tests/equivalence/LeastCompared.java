package dev.accrete.tests.equivalence;

import dev.accrete.runtime.verify.Aim;
import dev.accrete.runtime.verify.ChangeKind;
import dev.accrete.runtime.verify.Operators;
import java.util.HashMap;
import java.util.Map;

/**
 * Says what the next case of a long run is about: the operator and the change of which there are
 * the fewest comparisons. A cell that no case fills comes less and less often.
 */
final class LeastCompared {
  private final Map<Aim, Long> tries = new HashMap<>();

  Aim next(Counters now) {
    Aim least = Aim.of(0);
    long fewest = Long.MAX_VALUE;
    for (String operator : Operators.names()) {
      for (ChangeKind change : ChangeKind.values()) {
        Aim aim = new Aim(operator, change);
        long count = now.of(Counters.cell(operator, change)) + tries.getOrDefault(aim, 0L);
        if (count < fewest) {
          fewest = count;
          least = aim;
        }
      }
    }
    tries.merge(least, 1L, Long::sum);
    return least;
  }
}
