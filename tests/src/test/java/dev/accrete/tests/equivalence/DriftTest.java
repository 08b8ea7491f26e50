package dev.accrete.tests.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.verify.Blame;
import dev.accrete.runtime.verify.Equivalence;
import dev.accrete.runtime.verify.EquivalenceFailure;
import dev.accrete.runtime.verify.EquivalenceFailure.Kind;
import dev.accrete.runtime.verify.EquivalenceResult;
import dev.accrete.tests.Repository;
import dev.accrete.tests.StrategiesPage;
import dev.accrete.tests.equivalence.WrittenIncrements.Written;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * What {@code accrete verify} says of increments that people write: each wrong one is found within
 * the default budget, made small, and blamed on the line that its author marked; right ones are not
 * accused. {@code -Daccrete.drift=true} plays all wrong ones and not a choice, another word those
 * with it in their names; {@code -Daccrete.cases=N} plays the right ones for longer.
 */
class DriftTest {
  private static final int MOST_ROWS = 5;
  private static final String WANTED = System.getProperty("accrete.drift", "");
  private static final Path PAGE = Repository.root().resolve("docs/verify.md");
  private static final List<String> HEAD =
      List.of("increment", "why it drifts", "found by case", "rows", "loads");

  /** One of each kind, as all of them take minutes. */
  private static final Set<String> IN_EACH_BUILD =
      Set.of(
          "added_distinct_counts",
          "late_dimension",
          "latched_status",
          "lookback_of_days",
          "lost_delete",
          "null_key",
          "ratcheting_min",
          "watermark",
          "window_by_min");

  private static final int RIGHT_CASES = Integer.getInteger("accrete.cases", 5);

  /** What became of one. */
  private record Verdict(Written model, EquivalenceResult result, Duration took) {
    EquivalenceFailure failure() {
      return result.failure().orElseThrow();
    }

    List<String> cells() {
      EquivalenceFailure failure = failure();
      return List.of(
          "`" + model.name() + "`",
          model.description(),
          Long.toString(result.tally().cases()),
          Integer.toString(failure.rows()),
          Integer.toString(failure.batches()));
    }
  }

  private static boolean isPlayed(Written model) {
    return WANTED.isEmpty()
        ? IN_EACH_BUILD.contains(model.name())
        : WANTED.equals("true") || model.name().contains(WANTED);
  }

  @Test
  void eachWrongIncrementIsFoundMadeSmallAndBlamedOnItsLine() throws Exception {
    List<Written> all = WrittenIncrements.of("wrong");
    assertThat(all.size()).isGreaterThanOrEqualTo(20);
    List<Written> models = all.stream().filter(DriftTest::isPlayed).toList();
    // Each has databases of its own, so two may be played at a time.
    ForkJoinPool two = new ForkJoinPool(2);
    List<Verdict> verdicts =
        two.submit(() -> models.parallelStream().map(DriftTest::verdict).toList()).get();
    two.shutdown();
    SoftAssertions assertions = new SoftAssertions();
    verdicts.forEach(verdict -> check(verdict, assertions));
    assertions.assertAll();
    verdicts.forEach(DriftTest::print);
    if (models.size() == all.size()) {
      List<List<String>> rows = verdicts.stream().map(Verdict::cells).toList();
      StrategiesPage.check(PAGE, "increments that drift", HEAD, rows);
    } else {
      String page = Files.readString(PAGE);
      verdicts.forEach(v -> assertThat(page).contains("| " + String.join(" | ", v.cells()) + " |"));
      System.out.println("the others stand behind -Daccrete.drift=true");
    }
  }

  private static Verdict verdict(Written model) {
    Instant start = Instant.now();
    EquivalenceResult result = Equivalence.of(WrittenIncrements.project(List.of(model))).run();
    return new Verdict(model, result, Duration.between(start, Instant.now()));
  }

  private static void check(Verdict verdict, SoftAssertions all) {
    String name = verdict.model().name();
    if (verdict.result().holds()) {
      all.fail("%s was not found", name);
      return;
    }
    EquivalenceFailure failure = verdict.failure();
    all.assertThat(failure.kind()).as(failure.story()).isEqualTo(Kind.WRONG_TABLE);
    all.assertThat(failure.rows()).as(failure.story()).isBetween(1, MOST_ROWS);
    List<Integer> marked = verdict.model().markedLines();
    Optional<Blame> blame = failure.blame();
    all.assertThat(
            blame.filter(b -> marked.stream().anyMatch(m -> b.line() <= m && m <= b.lastLine())))
        .as("line %s of %s is to blame, not %s", marked, name, blame)
        .isPresent();
    all.assertThat(failure.story())
        .contains("to blame: models/" + name + ".sql:" + blame.map(Blame::line).orElse(0));
  }

  private static void print(Verdict verdict) {
    System.out.printf(
        Locale.ROOT,
        "%-26s found by case %d, %d rows in %d loads, %.1f s%n",
        verdict.model().name(),
        verdict.result().tally().cases(),
        verdict.failure().rows(),
        verdict.failure().batches(),
        verdict.took().toMillis() / 1_000.0);
  }

  @Test
  void noRightIncrementIsAccused() {
    List<Written> models = WrittenIncrements.of("right");
    EquivalenceResult result =
        Equivalence.of(WrittenIncrements.project(models)).cases(RIGHT_CASES).run().orThrow();
    for (Written model : models) {
      assertThat(result.tally().models().get(model.name()).changed())
          .as("%s was changed by runs", model.name())
          .isGreaterThan(RIGHT_CASES);
    }
  }
}
