package dev.accrete.tests.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.verify.EquivalenceFailure;
import dev.accrete.runtime.verify.EquivalenceFailure.Kind;
import dev.accrete.runtime.verify.EquivalenceRun;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each mutant still works on the easy case, and is caught by random histories; the checker rejects
 * the certificates of those that sit in the derivation.
 *
 * <p>The build plays the cases from the one on that is known to catch a mutant, and names the
 * mutants of which none is known. {@code -Daccrete.mutants=true} looks from the first case on,
 * prints after how many each one is caught, and notes them for the build; parts of mutants' names
 * in place of {@code true}, with commas between them, look at these alone.
 */
class MutantsTest {
  private static final int FEWEST = 60;
  private static final int MOST_OF_A_RULE = 3;
  private static final List<String> TABLE = new ArrayList<>();
  private static final CaughtSeeds SEEDS = CaughtSeeds.read();
  private static final Instant START = Instant.now();

  @AfterAll
  static void print() throws IOException {
    System.out.printf(
        Locale.ROOT, "%-52s %-12s %-28s %s%n", "mutant", "caught", "rule", "what it breaks");
    TABLE.forEach(System.out::println);
    Mutants.ALL.stream()
        .filter(m -> !SEEDS.knows(m.name()))
        .forEach(m -> System.out.println(m + " stands behind -Daccrete.mutants"));
    System.out.printf(
        Locale.ROOT,
        "%d of %d mutants in %d s%n",
        TABLE.size(),
        Mutants.ALL.size(),
        Duration.between(START, Instant.now()).toSeconds());
    if (searches()) {
      SEEDS.write();
    }
  }

  private static boolean searches() {
    return System.getProperty("accrete.mutants") != null;
  }

  private static boolean isWanted(String name) {
    String wanted = System.getProperty("accrete.mutants", "true");
    return wanted.equals("true")
        ? searches() || SEEDS.knows(name)
        : Stream.of(wanted.split(",")).anyMatch(name::contains);
  }

  static List<Mutant> mutants() {
    return Mutants.ALL.stream().filter(m -> isWanted(m.name())).toList();
  }

  static List<CertificateFault> certificates() {
    return Mutants.CERTIFICATES;
  }

  @Test
  void thereAreEnoughAndNoRuleHasMany() {
    assertThat(Mutants.ALL).hasSizeGreaterThanOrEqualTo(FEWEST);
    assertThat(Mutants.ALL).extracting(Mutant::name).doesNotHaveDuplicates();
    assertThat(Mutants.ALL.stream().collect(Collectors.groupingBy(Mutant::rule)))
        .allSatisfy((rule, of) -> assertThat(of).as(rule).hasSizeLessThanOrEqualTo(MOST_OF_A_RULE));
  }

  @ParameterizedTest
  @MethodSource("certificates")
  void theCheckerRejectsItsCertificate(CertificateFault fault) {
    assertThat(fault.models())
        .isNotEmpty()
        .allSatisfy((model, faulty) -> assertThat(faulty.objections()).as(model).isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void passesTheEasyCaseAndIsCaught(Mutant mutant) {
    EasyCase.passesWith(mutant.disturbance());
    int from = searches() ? 1 : SEEDS.of(mutant.name());
    int to = searches() ? mutant.ground().most() : from + mutant.ground().near();
    OptionalInt caught = caught(mutant, from, to);
    caught.ifPresent(seed -> SEEDS.note(mutant.name(), seed));
    String when = caught.isEmpty() ? "NEVER" : "by case " + caught.getAsInt();
    TABLE.add(
        String.format(
            Locale.ROOT, "%-52s %-12s %-28s %s", mutant, when, mutant.rule(), mutant.sentence()));
    assertThat(caught)
        .as("%s, within the cases %d to %d (see CONTRIBUTING.md)", mutant, from, to)
        .isPresent();
  }

  /** The first case that catches it. */
  private static OptionalInt caught(Mutant mutant, int from, int to) {
    try (EquivalenceRun run =
        mutant
            .ground()
            .equivalence()
            .get()
            .disturbed(mutant.disturbance())
            .shrinking(false)
            .open()) {
      for (int seed = from; seed <= to; seed++) {
        Optional<EquivalenceFailure> failure = run.play(seed);
        if (failure.isPresent() && failure.get().kind() == Kind.WRONG_TABLE) {
          return OptionalInt.of(seed);
        }
      }
    }
    return OptionalInt.empty();
  }
}
