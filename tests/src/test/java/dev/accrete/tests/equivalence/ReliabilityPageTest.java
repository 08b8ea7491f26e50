package dev.accrete.tests.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The page of figures is what the counters say; {@code -Dgolden.rewrite=true} writes it. */
class ReliabilityPageTest {
  @Test
  void thePageIsWhatWasCounted() throws IOException {
    String text = ReliabilityPage.text();
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.writeString(ReliabilityPage.PAGE, text);
    }
    assertThat(Files.readString(ReliabilityPage.PAGE))
        .as("run this test with -Dgolden.rewrite=true")
        .isEqualTo(text);
  }
}
