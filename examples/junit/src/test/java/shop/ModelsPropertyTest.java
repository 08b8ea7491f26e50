package shop;

import dev.accrete.jqwik.Histories;
import dev.accrete.runtime.verify.Equivalence;
import dev.accrete.runtime.verify.EquivalenceRun;
import dev.accrete.runtime.verify.History;
import java.nio.file.Path;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

class ModelsPropertyTest {
  private static final EquivalenceRun RUN = Equivalence.of(Path.of("")).open();

  @Provide
  Arbitrary<History> histories() {
    return Histories.of(RUN);
  }

  @Property(tries = 5, seed = "1")
  void incrementalEqualsFull(@ForAll("histories") History history) {
    RUN.check(history);
  }

  @AfterContainer
  static void close() {
    RUN.close();
  }
}
