package dev.accrete.tests.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.verify.Tally;
import dev.accrete.tests.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How many comparisons that show something a build makes, over all classes that make them: the
 * class that ends last adds up what each noted, and fails where that is too little.
 *
 * <p>Classes run in several processes, in any order, so they tell each other by files; what other
 * builds left does not count. Where a build plays some of the classes alone, nothing is added up.
 */
final class BuildComparisons {
  private static final long FEWEST = 10_000;

  /** The classes that make comparisons of tables as they should be. */
  private static final List<Class<?>> CLASSES =
      List.of(
          RandomModelsTest.class,
          RareOperatorsTest.class,
          DerivationsTest.class,
          StrategiesTest.class,
          RandomComponentsTest.class,
          LandingHistoriesTest.class,
          ArrivalHistoriesTest.class);

  private static final Path FOLDER = Repository.root().resolve("tests/target/comparisons");

  /** What surefire says of this build; elsewhere nothing is added up. */
  private static final String BUILD = System.getProperty("accrete.build", "");

  private BuildComparisons() {}

  /** What a class counted, which has ended. */
  static void note(Class<?> test, Tally tally, Duration took) {
    assertThat(CLASSES).contains(test);
    System.out.printf(
        Locale.ROOT,
        "%s: %,d comparisons that count of %,d made, %.1f a second; tables not empty %.0f %%, changed by the step %.0f %%%n",
        test.getSimpleName(),
        tally.counted(),
        tally.comparisons(),
        tally.counted() * 1_000.0 / Math.max(1, took.toMillis()),
        100 * tally.shareNonEmpty(),
        100 * tally.shareChanged());
    if (BUILD.isEmpty()) {
      return;
    }
    try {
      Files.createDirectories(FOLDER);
      Files.writeString(file(test), BUILD + "\n" + tally.counted() + "\n");
      addUp();
    } catch (IOException e) {
      throw new AssertionError("cannot note what " + test.getSimpleName() + " counted", e);
    }
  }

  private static void addUp() throws IOException {
    Map<String, Long> all = new TreeMap<>();
    for (Class<?> test : CLASSES) {
      Optional<Long> counted = counted(test);
      if (counted.isEmpty()) {
        return;
      }
      all.put(test.getSimpleName(), counted.get());
    }
    long sum = all.values().stream().mapToLong(Long::longValue).sum();
    System.out.printf(Locale.ROOT, "%,d comparisons that count in this build: %s%n", sum, all);
    assertThat(sum).as("comparisons that count: %s", all).isGreaterThanOrEqualTo(FEWEST);
  }

  private static Optional<Long> counted(Class<?> test) throws IOException {
    if (!Files.exists(file(test))) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file(test));
    return lines.size() == 2 && lines.get(0).equals(BUILD)
        ? Optional.of(Long.parseLong(lines.get(1)))
        : Optional.empty();
  }

  private static Path file(Class<?> test) {
    return FOLDER.resolve(test.getSimpleName());
  }
}
