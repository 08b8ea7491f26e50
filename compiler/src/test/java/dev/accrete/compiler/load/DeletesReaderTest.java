package dev.accrete.compiler.load;

import static dev.accrete.compiler.load.Loading.messages;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.diagnostic.Checked;
import org.junit.jupiter.api.Test;

class DeletesReaderTest {
  private static final String COPIES =
      """
        - name: a.gone
          loaded_at: noted
          columns: {x: int, t: timestamp}
      """;

  private static Checked<Project> events(String declared, String copies) {
    return Loading.sources(
        "sources:\n  - name: a.events\n    columns: {x: int}\n" + declared + copies);
  }

  @Test
  void readsTheSourceThatHoldsCopies() {
    Checked<Project> loaded = events("    loaded_at: t\n    deletes: a.gone\n", COPIES);
    assertThat(messages(loaded)).isEmpty();
    assertThat(loaded.value().sources().get(0).deletes())
        .hasValueSatisfying(deletes -> assertThat(deletes.source()).isEqualTo("a.gone"));
    assertThat(loaded.value().sources().get(1).deletes()).isEmpty();
  }

  @Test
  void standsOnAppendSourcesAlone() {
    assertThat(messages(events("    changes: static\n    deletes: a.gone\n", COPIES)))
        .containsExactly(
            "E004 models/sources.yml:5:14 deletes must be left out unless changes is append, with"
                + " loaded_at, not a.gone");
    assertThat(messages(events("    loaded_at: t\n    deletes: a.events\n", COPIES)))
        .containsExactly(
            "E004 models/sources.yml:5:14 deletes must be another source than a.events itself, not"
                + " a.events");
  }

  @Test
  void namesADeclaredAppendSource() {
    assertThat(messages(events("    loaded_at: t\n    deletes: a.gome\n", COPIES)))
        .containsExactly(
            "E004 models/sources.yml:5:14 deletes of a.events must be a declared source, not a.gome;"
                + " did you mean a.gone?");
    assertThat(
            messages(
                events(
                    "    loaded_at: t\n    deletes: a.gone\n",
                    "  - {name: a.gone, changes: static, columns: {x: int, t: timestamp}}\n")))
        .containsExactly(
            "E004 models/sources.yml:5:14 deletes of a.events must be an append source with loaded_at,"
                + " and without deletes of its own, not a.gone");
  }

  @Test
  void copiesKeepTheStampAndSayBesidesWhenTheyWereNoted() {
    assertThat(
            messages(
                events(
                    "    loaded_at: t\n    deletes: a.gone\n",
                    "  - {name: a.gone, loaded_at: t, columns: {x: int}}\n")))
        .containsExactly(
            "E004 models/sources.yml:6:12 loaded_at of a.gone must be a column that a.events does not"
                + " have, not t; a copy keeps every column of its row, also the stamp; let one more"
                + " column say when the deletion was noted");
  }

  @Test
  void copiesHaveAllColumnsAndTheirTypes() {
    assertThat(
            messages(
                events(
                    "    loaded_at: t\n    deletes: a.gone\n",
                    "  - {name: a.gone, loaded_at: {column: noted, grain: day}, columns: {x:"
                        + " bigint}}\n")))
        .containsExactly(
            "E004 models/sources.yml:6:12 the grain of a.gone must be stamp, as it holds the deleted"
                + " rows of a.events, not day",
            "E004 models/sources.yml:6:12 the type of x in a.gone must be int, as in a.events, not"
                + " bigint",
            "E005 models/sources.yml:6:12 the source a.gone lacks the column t; it holds the deleted"
                + " rows of a.events, with all columns");
  }
}
