package dev.accrete.tests.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.verify.Equivalence;
import dev.accrete.runtime.verify.EquivalenceFailure;
import dev.accrete.runtime.verify.EquivalenceFailure.Kind;
import dev.accrete.runtime.verify.EquivalenceRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each mutant still works on the easy case, and is caught by the random models within so many
 * cases.
 */
@EnabledIfSystemProperty(
    named = "accrete.mutants",
    matches = ".+",
    disabledReason =
        "takes minutes; run it with -Daccrete.mutants=true, or with a part of mutants' names")
class MutantsTest {
  private static final int MOST_CASES = 400;

  private static final List<String> TABLE = new ArrayList<>();

  @AfterAll
  static void print() {
    System.out.printf(Locale.ROOT, "%-40s %-14s %s%n", "mutant", "caught after", "what it breaks");
    TABLE.forEach(System.out::println);
  }

  static List<Mutant> mutants() {
    String wanted = System.getProperty("accrete.mutants", "");
    return Mutants.ALL.stream()
        .filter(m -> wanted.equals("true") || m.name().contains(wanted))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void passesTheEasyCaseAndIsCaught(Mutant mutant) {
    EasyCase.passesWith(mutant.disturbance());
    int caught = cases(mutant);
    TABLE.add(
        String.format(
            Locale.ROOT,
            "%-40s %-14s %s",
            mutant,
            caught < 0 ? "NEVER" : caught + " cases",
            mutant.sentence()));
    assertThat(caught).as("%s within %d cases", mutant, MOST_CASES).isPositive();
  }

  /** After how many cases it is caught, or -1. */
  private static int cases(Mutant mutant) {
    try (EquivalenceRun run =
        Equivalence.ofRandomModels().disturbed(mutant.disturbance()).shrinking(false).open()) {
      for (int seed = 1; seed <= MOST_CASES; seed++) {
        Optional<EquivalenceFailure> failure = run.play(seed);
        if (failure.isPresent() && failure.get().kind() != Kind.NOT_COMPILED) {
          return seed;
        }
      }
    }
    return -1;
  }
}
