package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.Compiler;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.compiler.plan.ModelPlan.Recompute;
import dev.accrete.runtime.execute.ModelRequest;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunRequest;
import dev.accrete.runtime.execute.RunStrategy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Models that read the clock equal their SELECT at the clock of the run; each is compared with a
 * plain SELECT that has this moment as a constant.
 */
class ClockTest {
  private static final int MOST_TO_CATCH = 12;

  /**
   * The few keys of {@code hopped} are all touched by nearly every change, with flips or without.
   */
  private static final Set<String> CAUGHT =
      Set.of("recent", "valid", "regions", "latest", "alone", "unknown", "past");

  private static final int HISTORIES = Integer.getInteger("accrete.clock.histories", 5);

  /** With NOW and TODAY in place of the clock. */
  private static final Map<String, String> SELECTS = new LinkedHashMap<>();

  static {
    SELECTS.put(
        "recent",
        "SELECT id, COUNT(*) AS n, SUM(amount) AS amount FROM shop.visits"
            + " WHERE seen >= NOW - INTERVAL '2' DAY AND seen < TODAY AND amount > 0 GROUP BY id");
    SELECTS.put("counts", "SELECT n, COUNT(*) AS ids FROM derived.recent GROUP BY n");
    SELECTS.put(
        "valid",
        "SELECT v.id, p.region, COUNT(*) AS n FROM shop.visits AS v JOIN shop.people AS p"
            + " ON v.id = p.id WHERE p.until BETWEEN TODAY - INTERVAL '1' DAY AND NOW"
            + " GROUP BY v.id, p.region");
    SELECTS.put(
        "regions",
        "SELECT p.region, COUNT(*) AS n FROM shop.visits AS v LEFT JOIN shop.people AS p"
            + " ON v.id = p.id WHERE v.seen > NOW GROUP BY p.region");
    SELECTS.put(
        "latest",
        "SELECT id, seen, amount FROM (SELECT id, seen, amount, ROW_NUMBER() OVER (PARTITION BY id"
            + " ORDER BY seen DESC, amount DESC) AS place FROM shop.visits WHERE seen <= NOW) AS r"
            + " WHERE place = 1");
    SELECTS.put(
        "alone",
        "SELECT p.region, COUNT(*) AS n FROM shop.visits AS v LEFT JOIN (SELECT id, region"
            + " FROM shop.people WHERE until < NOW) AS p ON p.id = v.id GROUP BY p.region");
    SELECTS.put(
        "hopped",
        "SELECT region, SUM(beside) AS n FROM (SELECT p.region, COUNT(*) OVER (PARTITION BY v.id)"
            + " AS beside FROM shop.visits AS v LEFT JOIN (SELECT id, region FROM shop.people"
            + " WHERE until < NOW) AS p ON p.id = v.id) AS r GROUP BY region");
    SELECTS.put(
        "unknown",
        "SELECT v.id, COUNT(*) AS n FROM shop.visits AS v WHERE v.seen < NOW AND NOT EXISTS"
            + " (SELECT 1 FROM shop.people AS p WHERE p.id = v.id AND p.region = 'r1')"
            + " GROUP BY v.id");
    SELECTS.put(
        "twice",
        "WITH c AS (SELECT id, region, until FROM shop.people) SELECT p.region, COUNT(*) AS n"
            + " FROM c AS a LEFT JOIN (SELECT id, region FROM c WHERE until < NOW) AS p"
            + " ON p.id = a.id GROUP BY p.region");
    SELECTS.put(
        "both",
        "WITH c AS (SELECT id, region FROM shop.people WHERE until < NOW) SELECT p.region,"
            + " COUNT(*) AS n FROM c AS a LEFT JOIN c AS p ON p.id = a.id AND p.region <> a.region"
            + " GROUP BY p.region");
    SELECTS.put("past", "SELECT day, COUNT(*) AS n FROM shop.days WHERE day <= TODAY GROUP BY day");
    SELECTS.put("total", "SELECT COUNT(*) AS n FROM shop.visits WHERE seen < NOW");
    SELECTS.put(
        "ages",
        "SELECT CAST(seen AS DATE) < TODAY AS before, COUNT(*) AS n FROM shop.visits GROUP BY 1");
    SELECTS.put(
        "last",
        "SELECT id, seen FROM (SELECT id, seen FROM shop.visits ORDER BY seen DESC, id LIMIT 7)"
            + " AS l WHERE seen < TODAY");
  }

  private static final String MARKED =
      "SELECT id, COUNT(*) AS n, ${run_started_at()} AS written, CURRENT_DATE AS day"
          + " FROM ${ref('shop.visits')} GROUP BY id";

  private final Warehouse warehouse = Warehouse.inMemory(project());
  private Instant now = Instant.parse("2026-05-10T12:00:00Z");
  private UnaryOperator<ModelPlan> change = UnaryOperator.identity();
  private int loads;
  private int runs;

  private static Map<String, String> project() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("accrete.yml", Warehouse.SHOP);
    texts.put(
        "models/sources.yml",
        """
        sources:
          - name: shop.visits
            loaded_at: etl
            columns: {id: integer, seen: timestamp, amount: integer}
          - name: shop.people
            changes: snapshot
            columns: {id: integer, region: varchar, until: timestamp}
          - name: shop.days
            changes: static
            columns: {day: date}
        """);
    SELECTS.forEach(
        (name, select) ->
            texts.put(
                "models/" + name + ".sql",
                select
                    .replaceAll("shop\\.\\w+", "\\${ref('$0')}")
                    .replace("derived.recent", "${ref('recent')}")
                    .replace("NOW", "${run_started_at()}")
                    .replace("TODAY", "CURRENT_DATE")));
    texts.put("models/marked.sql", MARKED);
    return texts;
  }

  ClockTest() {
    warehouse.execute("CREATE SCHEMA shop");
    warehouse.execute(
        "CREATE TABLE shop.visits (id INTEGER, seen TIMESTAMP, amount INTEGER, etl TIMESTAMP)");
    warehouse.execute("CREATE TABLE shop.people (id INTEGER, region VARCHAR, until TIMESTAMP)");
    warehouse.execute(
        "CREATE TABLE shop.days AS SELECT CAST(TIMESTAMP '2026-05-01' + INTERVAL (i) DAY AS DATE) AS day"
            + " FROM range(30) AS r (i)");
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  private void visit(String values) {
    warehouse.execute(
        "INSERT INTO shop.visits SELECT id, CAST(seen AS TIMESTAMP), amount, TIMESTAMP '2026-06-01' + INTERVAL "
            + ++loads
            + " HOUR FROM (VALUES "
            + values
            + ") AS v (id, seen, amount)");
  }

  private RunOutcome run(Set<String> names) {
    List<ModelRequest> models =
        warehouse.models().stream()
            .filter(names::contains)
            .map(name -> ModelRequest.of(change.apply(warehouse.model(name).plan())))
            .toList();
    RunRequest request =
        RunRequest.of(
            warehouse.tables(), models, "run-" + ++runs, Clock.fixed(now, ZoneOffset.UTC));
    RunOutcome outcome = warehouse.run(RunListener.NONE, request.as("process " + runs));
    assertThat(outcome.results()).allMatch(ModelResult::succeeded);
    return outcome;
  }

  private RunOutcome run() {
    return run(Set.copyOf(warehouse.models()));
  }

  /** Whether a table is what its SELECT returns with the moment of the last run as a constant. */
  private boolean isRight(String name) {
    String moment =
        "TIMESTAMP '"
            + now.truncatedTo(ChronoUnit.SECONDS).toString().replaceAll("[TZ]", " ")
            + "'";
    String select =
        SELECTS.get(name).replace("NOW", moment).replace("TODAY", "CAST(" + moment + " AS DATE)");
    String table = "SELECT * FROM derived." + name;
    return warehouse.rows("(" + select + ") EXCEPT ALL " + table).isEmpty()
        && warehouse.rows(table + " EXCEPT ALL (" + select + ")").isEmpty();
  }

  private void assertRight(String when) {
    assertThat(SELECTS.keySet()).as(when).allMatch(this::isRight);
  }

  @Test
  void theStrategiesAreThese() {
    assertThat(warehouse.models())
        .filteredOn(m -> warehouse.model(m).plan().recompute().isPresent())
        .containsExactlyInAnyOrder(
            "recent", "counts", "valid", "regions", "latest", "alone", "hopped", "unknown", "both",
            "past", "marked");
    assertThat(warehouse.model("ages").certificate().refusals())
        .extracting(r -> r.code().id())
        .containsExactly("R302");
  }

  @Test
  void rowsMoveByTheClockAlone() {
    visit(
        "(1, '2026-05-08 13:00', 5), (2, '2026-05-09 10:00', 7), (3, '2026-05-10 11:00', 1), (4, NULL, 3)");
    warehouse.execute(
        "INSERT INTO shop.people VALUES (1, 'eu', '2026-05-10 08:00'), (2, 'us', '2026-05-11 08:00'), (3, 'eu', NULL)");
    assertThat(run().results()).allMatch(r -> r.strategy() == RunStrategy.FULL);
    assertRight("first run");
    now = now.plus(1, ChronoUnit.DAYS);
    RunOutcome outcome = run();
    assertRight("a day later");
    assertThat(outcome.result("recent").strategy()).isEqualTo(RunStrategy.RECOMPUTE);
    assertThat(outcome.result("recent").reason())
        .isEqualTo("the clock moved; 3 keys touched of 2 stored");
    assertThat(outcome.result("counts").strategy()).isEqualTo(RunStrategy.RECOMPUTE);
    assertThat(outcome.result("past").keysTouched()).isEqualTo(1);
    assertThat(outcome.result("total").reason()).isEqualTo("it reads the clock");
    assertThat(outcome.result("marked").strategy()).isEqualTo(RunStrategy.NONE);
    // Nobody's comparison flips within a second; what is refused is rebuilt all the same.
    now = now.plusSeconds(1);
    outcome = run();
    assertRight("a second later");
    assertThat(outcome.result("recent").strategy()).isEqualTo(RunStrategy.NONE);
    assertThat(outcome.result("ages").strategy()).isEqualTo(RunStrategy.FULL);
  }

  @Test
  void aMarkTellsWhenARowWasWritten() {
    visit("(1, '2026-05-08 13:00', 5), (2, '2026-05-09 10:00', 7)");
    run();
    now = now.plus(30, ChronoUnit.HOURS);
    visit("(2, '2026-05-09 10:00', 7)");
    assertThat(run().result("marked").strategy()).isEqualTo(RunStrategy.RECOMPUTE);
    assertThat(
            warehouse.texts(
                "SELECT id || ' ' || n || ' ' || written || ' ' || day FROM derived.marked ORDER BY id"))
        .containsExactly(
            "1 1 2026-05-10 12:00:00 2026-05-10", "2 2 2026-05-11 18:00:00 2026-05-11");
    assertThat(warehouse.model("marked").certificate().marks()).containsExactly(2, 3);
  }

  @Test
  void scriptsTakeInWhatFlipsToo() {
    warehouse.execute(
        "INSERT INTO shop.visits SELECT 1, CAST(now() AS TIMESTAMP) + INTERVAL 1500 MILLISECOND, 5, '2026-06-01'");
    now = Instant.now();
    run();
    assertThat(warehouse.number("SELECT COUNT(*) FROM derived.latest")).isZero();
    while (warehouse.number(
            "SELECT COUNT(*) FROM shop.visits WHERE seen < CAST(now() AS TIMESTAMP)")
        == 0) {
      Thread.onSpinWait();
    }
    warehouse.play(warehouse.model("latest").incremental());
    assertThat(warehouse.number("SELECT COUNT(*) FROM derived.latest")).isEqualTo(1);
  }

  @Test
  void randomClocksAndLoads() {
    for (int seed = 1; seed <= HISTORIES; seed++) {
      assertThat(wrongAfter(seed)).as("seed " + seed).isEmpty();
    }
  }

  /** The flips alone tell: without them, the same histories are wrong. */
  @Test
  void withoutFlipsTablesAreWrong() {
    change = ClockTest::withoutFlips;
    Set<String> wrong = new HashSet<>();
    for (int seed = 1; seed <= MOST_TO_CATCH && !wrong.containsAll(CAUGHT); seed++) {
      wrong.addAll(wrongAfter(seed));
    }
    assertThat(wrong).containsAll(CAUGHT).doesNotContain("counts", "total", "ages", "last");
  }

  private static ModelPlan withoutFlips(ModelPlan plan) {
    Optional<Recompute> without =
        plan.recompute()
            .map(
                r ->
                    new Recompute(
                        r.keyColumns(),
                        r.keys(),
                        r.oldRows(),
                        r.newRows(),
                        r.createKeys(),
                        r.routes().stream().map(ClockTest::withoutFlips).toList(),
                        r.countKeys(),
                        r.needed(),
                        r.stageOld(),
                        r.stageNew(),
                        r.delete(),
                        r.insert(),
                        r.oldRowsInCommit(),
                        r.bounds()));
    return plan.with(without);
  }

  private static ModelPlan.RoutePlan withoutFlips(ModelPlan.RoutePlan route) {
    String select = route.select().replace(Statement.LAST_CLOCK, Statement.NOW);
    return new ModelPlan.RoutePlan(route.input(), route.purpose(), route.into(), select);
  }

  /** Plays a history from the start; the models that were wrong after some run. */
  private Set<String> wrongAfter(int seed) {
    Random dice = new Random(seed);
    warehouse.execute("DELETE FROM shop.visits");
    warehouse.execute("DELETE FROM shop.people");
    Set<String> wrong = new HashSet<>();
    now = Instant.parse("2026-05-10T12:00:00Z");
    for (int step = 0; step < 12; step++) {
      happen(dice);
      now = now.plus(dice.nextInt(60) - 12, ChronoUnit.HOURS).plusSeconds(dice.nextInt(3));
      Set<String> names = new HashSet<>(warehouse.models());
      if (step > 0 && dice.nextInt(3) == 0) {
        names.removeIf(n -> dice.nextInt(3) == 0 && !n.equals("recent") && !n.equals("counts"));
      }
      run(names);
      SELECTS.keySet().stream()
          .filter(names::contains)
          .filter(n -> !isRight(n))
          .forEach(wrong::add);
    }
    return wrong;
  }

  private void happen(Random dice) {
    for (int i = dice.nextInt(3); i > 0; i--) {
      visit("(" + id(dice) + ", " + time(dice) + ", " + dice.nextInt(3) + ")");
    }
    switch (dice.nextInt(4)) {
      case 0 ->
          warehouse.execute(
              "INSERT INTO shop.people VALUES ("
                  + id(dice)
                  + ", 'r"
                  + dice.nextInt(2)
                  + "', "
                  + time(dice)
                  + ")");
      case 1 ->
          warehouse.execute(
              "UPDATE shop.people SET until = " + time(dice) + " WHERE id = " + dice.nextInt(4));
      case 2 -> warehouse.execute("DELETE FROM shop.people WHERE id = " + dice.nextInt(4));
      default -> {}
    }
  }

  private static String id(Random dice) {
    int id = dice.nextInt(5);
    return id == 4 ? "NULL" : String.valueOf(id);
  }

  private static String time(Random dice) {
    return dice.nextInt(8) == 0
        ? "NULL"
        : "'2026-05-" + (8 + dice.nextInt(20)) + " " + (10 + dice.nextInt(6)) + ":00'";
  }

  @Test
  void namesAndTextsThatLookLikeTheClockStayWhatTheyAre() {
    Map<String, String> texts = new LinkedHashMap<>(project());
    texts.keySet().removeIf(name -> name.startsWith("models/") && name.endsWith(".sql"));
    texts.put(
        "models/odd.sql",
        "SELECT id, 'now() -- ' || 'it''s current_date' AS words /* now() */, MIN(v.seen) AS \"now()\","
            + " CURRENT_DATE AS current_date\n-- current_date\nFROM ${ref('shop.visits')} AS v"
            + " WHERE seen < now() GROUP BY id");
    assertThat(Compiler.compile(ProjectFiles.of(texts), CompileOptions.DEFAULT).diagnostics())
        .isEmpty();
    try (Warehouse odd = warehouse.with(texts)) {
      visit("(1, '2026-05-08 13:00', 5)");
      odd.run();
      assertThat(
              odd.texts("SELECT words || \"now()\" || (\"current_date\" IS NULL) FROM derived.odd"))
          .containsExactly("now() -- it's current_date2026-05-08 13:00:00false");
    }
  }
}
