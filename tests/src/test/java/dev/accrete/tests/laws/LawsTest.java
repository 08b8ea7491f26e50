package dev.accrete.tests.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each law of the theory on 1,000 random databases ({@code -Daccrete.laws=N} for another number;
 * {@code -Daccrete.law=part} for the laws with a word in their names): the sound rule is right in
 * all of them, the tempting one is wrong in some, and how many is printed.
 */
class LawsTest {
  private static final int DATABASES = Integer.getInteger("accrete.laws", 1_000);

  private static final DuckDbDatabase DATABASE = DuckDbDatabase.inMemory();
  private static final Session SESSION = DATABASE.session("laws", StatementListener.NONE);

  @AfterAll
  static void close() {
    SESSION.close();
    DATABASE.close();
  }

  @TestFactory
  List<DynamicTest> laws() throws IOException {
    RandomDatabases databases = new RandomDatabases(SESSION, DATABASES);
    return LawBook.read().stream()
        .filter(law -> law.name().contains(System.getProperty("accrete.law", "")))
        .map(law -> DynamicTest.dynamicTest(law.name(), () -> holds(databases, law)))
        .toList();
  }

  private static void holds(RandomDatabases databases, Law law) {
    List<Long> broken = Trial.wrong(SESSION, databases, law.sound());
    List<Long> caught = Trial.wrong(SESSION, databases, law.tempting());
    System.out.printf(
        Locale.ROOT,
        "law: %-78s sound rule wrong in %,d, tempting rule in %,d of %,d databases%n",
        law.name(),
        broken.size(),
        caught.size(),
        DATABASES);
    assertThat(broken).as("databases in which the sound rule is wrong").isEmpty();
    assertThat(caught).as("databases in which the tempting rule is wrong").isNotEmpty();
  }
}
