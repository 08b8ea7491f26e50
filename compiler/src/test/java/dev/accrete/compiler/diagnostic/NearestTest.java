package dev.accrete.compiler.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class NearestTest {
  @Test
  void findsANameWithOneLetterMissing() {
    assertThat(Nearest.to("page_ur", List.of("page_url", "page_title"))).contains("page_url");
  }

  @Test
  void countsASwapOnce() {
    assertThat(Nearest.to("nmae", List.of("name", "nine"))).contains("name");
  }

  @Test
  void looksPastCase() {
    assertThat(Nearest.to("SESSIONS", List.of("sessions"))).contains("sessions");
  }

  @Test
  void looksPastCaseInTurkey() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(new Locale("tr", "TR"));
      assertThat(Nearest.to("ID", List.of("id", "xy"))).contains("id");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void findsASourceWithoutItsSchema() {
    assertThat(Nearest.to("events", List.of("atomic.events", "visitors")))
        .contains("atomic.events");
  }

  @Test
  void saysNothingWhereNothingIsNear() {
    assertThat(Nearest.to("zebra", List.of("page_url", "name"))).isEmpty();
    assertThat(Nearest.hint("zebra", List.of())).isNull();
  }

  @Test
  void takesTheFirstOfEqualsInWhateverOrderTheyCome() {
    assertThat(Nearest.to("cat", List.of("hat", "bat"))).contains("bat");
    assertThat(Nearest.to("cat", List.of("bat", "hat"))).contains("bat");
  }
}
