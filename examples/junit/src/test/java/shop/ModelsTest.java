package shop;

import dev.accrete.runtime.verify.Equivalence;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ModelsTest {
  @Test
  void incrementalEqualsFull() {
    Equivalence.of(Path.of("")).cases(5).run().orThrow();
  }
}
