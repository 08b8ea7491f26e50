package dev.accrete.runtime.verify;

/**
 * What happens to a project in one case: loads, deletes and runs. {@link EquivalenceRun} plays it.
 */
public final class History {
  private final TestCase test;

  History(TestCase test) {
    this.test = test;
  }

  /** Makes the same history of the same project again. */
  public long seed() {
    return test.seed();
  }

  TestCase test() {
    return test;
  }

  /** The steps, for people. */
  @Override
  public String toString() {
    return "seed " + test.seed() + "\n" + Story.steps(test);
  }
}
