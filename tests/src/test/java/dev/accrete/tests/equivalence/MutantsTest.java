package dev.accrete.tests.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.verify.Equivalence;
import dev.accrete.runtime.verify.EquivalenceFailure;
import dev.accrete.runtime.verify.EquivalenceFailure.Kind;
import dev.accrete.runtime.verify.EquivalenceRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each mutant still works on the easy case, and is caught by the random models.
 *
 * <p>The build plays the cases from the one on that is known to catch a mutant, and names the
 * mutants of which none is known. {@code -Daccrete.mutants=true} looks from the first case on,
 * prints after how many each one is caught, and notes them for the build; a part of mutants' names
 * in place of {@code true} looks at these alone.
 */
class MutantsTest {
  private static final int MOST_CASES = 400;
  private static final int NEAR = 12;
  private static final List<String> TABLE = new ArrayList<>();
  private static final CaughtSeeds SEEDS = CaughtSeeds.read();

  @AfterAll
  static void print() throws IOException {
    System.out.printf(Locale.ROOT, "%-42s %-14s %s%n", "mutant", "caught", "what it breaks");
    TABLE.forEach(System.out::println);
    Mutants.ALL.stream()
        .filter(m -> !SEEDS.knows(m.name()))
        .forEach(m -> System.out.println(m + " stands behind -Daccrete.mutants"));
    if (searches()) {
      SEEDS.write();
    }
  }

  private static boolean searches() {
    return System.getProperty("accrete.mutants") != null;
  }

  static List<Mutant> mutants() {
    if (!searches()) {
      return Mutants.ALL.stream().filter(m -> SEEDS.knows(m.name())).toList();
    }
    String wanted = System.getProperty("accrete.mutants", "");
    return Mutants.ALL.stream()
        .filter(m -> wanted.equals("true") || m.name().contains(wanted))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void passesTheEasyCaseAndIsCaught(Mutant mutant) {
    EasyCase.passesWith(mutant.disturbance());
    int from = searches() ? 1 : SEEDS.of(mutant.name());
    int to = searches() ? MOST_CASES : from + NEAR;
    OptionalInt caught = caught(mutant, from, to);
    caught.ifPresent(seed -> SEEDS.note(mutant.name(), seed));
    String when = caught.isEmpty() ? "NEVER" : "by case " + caught.getAsInt();
    TABLE.add(String.format(Locale.ROOT, "%-42s %-14s %s", mutant, when, mutant.sentence()));
    assertThat(caught)
        .as("%s, within the cases %d to %d (see CONTRIBUTING.md)", mutant, from, to)
        .isPresent();
  }

  /** The first case that catches it. */
  private static OptionalInt caught(Mutant mutant, int from, int to) {
    try (EquivalenceRun run =
        Equivalence.ofRandomModels().disturbed(mutant.disturbance()).shrinking(false).open()) {
      for (int seed = from; seed <= to; seed++) {
        Optional<EquivalenceFailure> failure = run.play(seed);
        if (failure.isPresent() && failure.get().kind() != Kind.NOT_COMPILED) {
          return OptionalInt.of(seed);
        }
      }
    }
    return OptionalInt.empty();
  }
}
