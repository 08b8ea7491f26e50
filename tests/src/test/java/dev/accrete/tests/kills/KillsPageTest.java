package dev.accrete.tests.kills;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The page of kills is what the counters say; {@code -Dgolden.rewrite=true} writes it. */
class KillsPageTest {
  @Test
  void thePageIsWhatWasCounted() throws IOException {
    String text = KillsPage.text();
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.writeString(KillsPage.PAGE, text);
    }
    assertThat(Files.readString(KillsPage.PAGE))
        .as("run this test with -Dgolden.rewrite=true")
        .isEqualTo(text);
  }
}
