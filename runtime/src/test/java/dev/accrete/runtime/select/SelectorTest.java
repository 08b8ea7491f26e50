package dev.accrete.runtime.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SelectorTest {
  private static final NodeGraph WEB =
      new NodeGraph(
          List.of(
              source("atomic.events"),
              source("atomic.pages"),
              model("stage/events", List.of("web", "raw"), "recompute", "atomic.events"),
              model("stage/pages", List.of("raw"), "recompute", "atomic.pages"),
              model("id_map", List.of("web"), "recompute", "events"),
              model("sessions", List.of("web"), "full", "events", "pages"),
              model("visitors", List.of("nightly"), "recompute", "sessions", "id_map")));

  @Test
  void selectsEverythingWithoutWords() {
    assertThat(select()).hasSize(7);
    assertThat(select(" ")).hasSize(7);
  }

  @Test
  void selectsByName() {
    assertThat(select("sessions")).containsExactly("sessions");
    assertThat(select("web.sessions")).containsExactly("sessions");
    assertThat(select("web.stage.events")).containsExactly("events");
    assertThat(select("stage")).containsExactly("events", "pages");
    assertThat(select("fqn:stage.*")).containsExactly("events", "pages");
    assertThat(select("sess*")).containsExactly("sessions");
    assertThat(select("atomic.events")).containsExactly("atomic.events");
    assertThat(select("[iv]*")).containsExactly("id_map", "visitors");
    assertThat(select("id_ma?")).containsExactly("id_map");
  }

  @Test
  void takesInParents() {
    assertThat(select("+sessions"))
        .containsExactly("atomic.events", "atomic.pages", "events", "pages", "sessions");
    assertThat(select("1+sessions")).containsExactly("events", "pages", "sessions");
    assertThat(select("2+visitors"))
        .containsExactly("events", "pages", "id_map", "sessions", "visitors");
  }

  @Test
  void takesInReaders() {
    assertThat(select("events+")).containsExactly("events", "id_map", "sessions", "visitors");
    assertThat(select("events+1")).containsExactly("events", "id_map", "sessions");
    assertThat(select("source:atomic.pages+"))
        .containsExactly("atomic.pages", "pages", "sessions", "visitors");
    assertThat(select("1+sessions+1")).containsExactly("events", "pages", "sessions", "visitors");
  }

  @Test
  void takesInAllThatTheReadersRead() {
    assertThat(select("@pages"))
        .containsExactly(
            "atomic.events", "atomic.pages", "events", "pages", "id_map", "sessions", "visitors");
    assertThat(select("@id_map"))
        .contains("sessions", "pages")
        .contains("visitors", "atomic.pages");
  }

  @Test
  void spacesUniteAndCommasIntersect() {
    assertThat(select("visitors id_map")).containsExactly("id_map", "visitors");
    assertThat(select("visitors", "id_map")).containsExactly("id_map", "visitors");
    assertThat(select("tag:web,tag:raw")).containsExactly("events");
    assertThat(select("tag:web,tag:raw visitors")).containsExactly("events", "visitors");
    assertThat(select("+visitors,tag:web,strategy:full")).containsExactly("sessions");
  }

  @Test
  void selectsByMethod() {
    assertThat(select("path:models/stage")).containsExactly("events", "pages");
    assertThat(select("models/stage/")).containsExactly("events", "pages");
    assertThat(select("models/*.sql")).contains("sessions", "events");
    assertThat(select("file:events.sql")).containsExactly("events");
    assertThat(select("events.sql")).containsExactly("events");
    assertThat(select("source:atomic")).containsExactly("atomic.events", "atomic.pages");
    assertThat(select("source:*")).containsExactly("atomic.events", "atomic.pages");
    assertThat(select("source:web.atomic.events")).containsExactly("atomic.events");
    assertThat(select("config.materialized:table")).hasSize(5);
    assertThat(select("config.meta.owner:team*")).hasSize(5);
    assertThat(select("config.sortkeys:id")).hasSize(5);
    assertThat(select("refusal:R101")).containsExactly("sessions");
    assertThat(select("refusal:*")).containsExactly("sessions");
  }

  @Test
  void excludes() {
    Selection selection =
        Selector.select(WEB, List.of("tag:web"), List.of("sessions", "strategy:none"));
    assertThat(selection.names()).containsExactly("events", "id_map");
    assertThat(selection.unmatched()).containsExactly("strategy:none");
  }

  @Test
  void saysWhatIsNearestWhereNothingMatches() {
    assertNothing("sesions", "nothing matches sesions", "did you mean sessions?");
    assertNothing("tag:wep", "nothing matches tag:wep", "did you mean web?");
    assertNothing("+events.sq,tag:web", "nothing matches +events.sq,tag:web", "mean events?");
    assertNothing("zzz", "nothing matches zzz", "accrete ls");
    assertNothing("tga:web", "no selection method tga: in tga:web", "did you mean tag:?");
    assertNothing("@sessions+", "@sessions+ has both @ and +", "by itself");
    assertNothing("+", "+ is not a selector", "+sessions");
    assertThatThrownBy(() -> Selector.select(WEB, List.of("sessions"), List.of("tag:web")))
        .hasMessage("nothing is selected: --exclude tag:web takes out all");
  }

  @Test
  void selectsByWhatAnEarlierCompilationAndRunSay() {
    Earlier earlier =
        Earlier.of(
            Map.of("sessions", "2", "visitors", "1", "events", "1", "id_map", ""),
            Map.of("sessions", "1", "visitors", "1", "id_map", "", "gone", "1"),
            Map.of("sessions", "error", "visitors", "skipped", "events", "success"));
    assertThat(select(earlier, "state:new")).containsExactly("events");
    assertThat(select(earlier, "state:old")).containsExactly("id_map", "sessions", "visitors");
    // What does not compile has no form that could be the same.
    assertThat(select(earlier, "state:modified")).containsExactly("events", "id_map", "sessions");
    assertThat(select(earlier, "state:unmodified")).containsExactly("visitors");
    assertThat(select(earlier, "result:error+")).containsExactly("sessions", "visitors");
    assertThat(select(earlier, "1+result:error,result:success")).containsExactly("events");
    assertThatThrownBy(() -> select(earlier, "state:modifed"))
        .hasMessageContaining("state:modifed is not known");
    assertThatThrownBy(() -> select("state:modified"))
        .hasMessageContaining("nothing to compare with");
    assertThatThrownBy(() -> select("result:error")).hasMessageContaining("there is none");
  }

  private static java.util.Set<String> select(Earlier earlier, String... words) {
    return Selector.select(WEB, List.of(words), List.of(), earlier, NamedSelections.NONE).names();
  }

  @Test
  void readsNumbersThatAreTooLargeAsAll() {
    assertThat(select("99999999999+visitors")).hasSize(7);
  }

  private static void assertNothing(String selection, String message, String hint) {
    assertThatThrownBy(() -> select(selection))
        .isInstanceOf(SelectionException.class)
        .hasMessage(message)
        .satisfies(e -> assertThat(((SelectionException) e).hint().orElseThrow()).contains(hint));
  }

  private static java.util.Set<String> select(String... words) {
    return Selector.select(WEB, List.of(words), List.of()).names();
  }

  private static Node source(String name) {
    List<String> parts = List.of(name.split("\\.", -1));
    return new Node(
        name,
        Node.Kind.SOURCE,
        "models/sources.yml",
        List.of("web", parts.get(0), parts.get(1)),
        List.of(),
        Map.of(),
        "",
        List.of(),
        List.of());
  }

  private static Node model(String path, List<String> tags, String strategy, String... parents) {
    List<String> folders = List.of(("web/" + path).split("/", -1));
    return new Node(
        folders.get(folders.size() - 1),
        Node.Kind.MODEL,
        "models/" + path + ".sql",
        folders,
        tags,
        Map.of(
            "materialized", "table", "meta", Map.of("owner", "team a"), "sortkeys", List.of("id")),
        strategy,
        strategy.equals("full") ? List.of("R101") : List.of(),
        List.of(parents));
  }
}
