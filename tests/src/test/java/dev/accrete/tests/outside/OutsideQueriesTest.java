package dev.accrete.tests.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.jar.JarEntry;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Queries of sqllogictest as models: each is compared with its SELECT after each step of a history.
 * The collection is large, so it is fetched by the profile {@code outside-queries} alone; without
 * it this test is skipped. {@code -Daccrete.outside.files=N}, {@code -Daccrete.outside.queries=N}
 * (of each file) and {@code -Daccrete.outside.seed=N} say how much of it is played.
 */
class OutsideQueriesTest {
  private static final String ROOT = "test/random";

  @Test
  void everyTableEqualsItsSelect() throws IOException {
    List<String> files = new ArrayList<>(files());
    Assumptions.assumeFalse(
        files.isEmpty(), "the queries are not there: they come with -Poutside-queries");
    long seed = Long.getLong("accrete.outside.seed", 1);
    Random random = new Random(seed);
    Collections.sort(files);
    Collections.shuffle(files, random);
    QueryTally tally = new QueryTally();
    int queries = Integer.getInteger("accrete.outside.queries", 40);
    for (String file : files.subList(0, Integer.getInteger("accrete.outside.files", 12))) {
      new QueryTrial(tally, file, new Random(random.nextLong())).play(queries);
    }
    System.out.println(tally.table());
    assertThat(tally.wrong()).isEmpty();
    assertThat(tally.incremental()).as("incremental queries").isPositive();
  }

  private static List<String> files() throws IOException {
    URL url = OutsideQueriesTest.class.getClassLoader().getResource(ROOT);
    if (url == null) {
      return List.of();
    }
    try (var jar = ((JarURLConnection) url.openConnection()).getJarFile()) {
      return jar.stream().map(JarEntry::getName).filter(OutsideQueriesTest::isPlayed).toList();
    }
  }

  private static boolean isPlayed(String name) {
    // The fifth of them joins up to sixty tables; a thousand rows of one table say no more than
    // ten.
    return name.matches("test/(random|index)/.*\\.test|test/select[1-4]\\.test")
        && !name.matches("test/index/\\w+/10000?/.*");
  }
}
