package dev.accrete.tests.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.sample.SampleConfig;
import dev.accrete.tests.acceptance.ShippedModels;
import dev.accrete.tests.acceptance.Warehouse;
import dev.accrete.tests.data.DataRow;
import dev.accrete.tests.data.HardLoad;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The variables of the shipped project with values, on DuckDB and PostgreSQL: every table equals
 * its rebuild, and what plain Java finds.
 */
class WebVariablesTest {
  private static final long EVENTS = 2_000;

  /** The build tries all variables at once; with this flag each of them alone, too. */
  private static final boolean ALL = Boolean.getBoolean("accrete.web.all");

  private static final String ZONE = "America/New_York";
  @TempDir private Path folder;

  /** What stands in accrete.yml, and what it means. */
  enum Setting {
    ZONE_OF_A_SHOP(Map.of("time_zone", ZONE), WebSettings.SHIPPED.withZone(ZONE)),
    SOME_APPS(
        Map.of("app_ids", "[shop, \"o'neill\"]"), WebSettings.SHIPPED.withApps("shop", "o'neill")),
    OTHER_BOTS(
        Map.of("bot_words", "[Firefox, \"_\", \"x'y\"]"),
        WebSettings.SHIPPED.withBots("Firefox", "_", "x'y")),
    NO_BOTS(Map.of("bot_words", "[]"), WebSettings.SHIPPED.withBots()),
    OWN_COLUMNS(
        Map.of("own_columns", "[v_tracker, se_value]"),
        WebSettings.SHIPPED.withOwnColumns("v_tracker", "se_value")),
    OWN_CONTEXTS(
        Map.of("own_contexts", "[{model: loyalty, columns: [loyalty_level]}]"),
        WebSettings.SHIPPED.withLoyalty()),
    EVERYTHING(
        Map.of(
            "time_zone", ZONE,
            "app_ids", "[shop, \"o'neill\"]",
            "bot_words", "[Firefox, \"_\", \"x'y\"]",
            "own_columns", "[v_tracker, se_value]",
            "own_contexts", "[{model: loyalty, columns: [loyalty_level]}]"),
        WebSettings.SHIPPED
            .withZone(ZONE)
            .withApps("shop", "o'neill")
            .withBots("Firefox", "_", "x'y")
            .withOwnColumns("v_tracker", "se_value")
            .withLoyalty());

    private final Map<String, String> variables;
    private final WebSettings settings;

    Setting(Map<String, String> variables, WebSettings settings) {
      this.variables = variables;
      this.settings = settings;
    }
  }

  /** One history. */
  record Case(Engine engine, Setting setting) {}

  static Stream<Case> cases() {
    return Stream.of(Setting.values())
        .filter(setting -> ALL || setting == Setting.EVERYTHING)
        .flatMap(setting -> Stream.of(Engine.values()).map(e -> new Case(e, setting)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void tablesEqualTheirRebuildsAndPlainJava(Case history) throws IOException {
    Setting setting = history.setting();
    try (Warehouse warehouse = history.engine().open(ShippedModels.webWithOwn(setting.variables))) {
      WebHistory played = new WebHistory("web, " + history, warehouse, folder);
      played.play(loads());
      played.assertReckoned(setting.settings);
      assertSeen(warehouse, setting.settings);
    }
  }

  /** What the variables ask for is there, and not everywhere: nothing is equal for want of rows. */
  private static void assertSeen(Warehouse warehouse, WebSettings settings) {
    String events = "SELECT COUNT(*) FROM derived.events_enriched WHERE ";
    long bots = warehouse.number(events + "is_bot");
    assertThat(bots).isGreaterThanOrEqualTo(settings.bots().contains("Firefox") ? 1 : 0);
    assertThat(bots).isLessThanOrEqualTo(settings.bots().isEmpty() ? 0 : Long.MAX_VALUE);
    assertThat(warehouse.number(events + "NOT is_bot")).isPositive();
    assertThat(warehouse.number(events + "app_id = 'blog' OR app_id IS NULL") > 0)
        .isEqualTo(settings.apps().isEmpty());
    assertThat(warehouse.number(events + "app_id = 'o''neill'")).isPositive();
    for (String column : settings.ownColumns()) {
      assertThat(warehouse.number(events + column + " IS NOT NULL")).isPositive();
      assertThat(warehouse.number(events + column + " IS NULL")).isPositive();
    }
    if (settings.loyalty()) {
      assertThat(warehouse.number(events + "loyalty_level IS NOT NULL")).isPositive();
    }
    if (settings.hasZone()) {
      String offsets =
          "SELECT COUNT(DISTINCT start_tstamp - start_tstamp_local) FROM derived.sessions";
      assertThat(warehouse.number(offsets)).as("winter and summer").isEqualTo(2);
    }
  }

  /** Generated events of several apps, with two columns more; a copy may be of another app. */
  private static List<HardLoad> loads() {
    SampleConfig config = SampleConfig.growing(23, EVENTS, 3, EVENTS / 10);
    return GeneratedLoads.of(config).stream()
        .map(
            load ->
                new HardLoad(
                    load.events().stream().map(WebVariablesTest::extended).toList(),
                    load.contexts()))
        .toList();
  }

  private static DataRow extended(DataRow event) {
    int payload = Math.floorMod(event.text("event_fingerprint").hashCode(), 20);
    int cookie = Math.floorMod(String.valueOf(event.value("domain_userid")).hashCode(), 4);
    Map<String, @Nullable String> values = new LinkedHashMap<>(event.values());
    String app = List.of("shop", "blog", "o'neill", "").get(payload == 0 ? 1 : cookie);
    values.put("app_id", app.isEmpty() ? null : app);
    values.put("v_tracker", payload % 3 == 0 ? null : "js-" + payload);
    values.put("se_value", payload % 2 == 0 ? null : String.valueOf(cookie));
    return new DataRow(values);
  }
}
