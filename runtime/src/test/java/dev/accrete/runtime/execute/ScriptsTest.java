package dev.accrete.runtime.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accrete.compiler.load.SourceDeclaration.Grain;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.compiler.plan.ScriptWriter;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scripts leave what runs leave, and can be mixed with them. */
class ScriptsTest {
  private final ScriptWriter writer = new ScriptWriter(Warehouse.TABLES);

  /** The statements, but for the settings: the database has the same, and they are locked. */
  static List<String> split(String script) {
    assertThat(script).doesNotContain("$$").doesNotContain("\u000E");
    return Stream.of(script.split(";\n"))
        .filter(statement -> !statement.replaceAll("(?m)^(--.*)?\n", "").startsWith("SET "))
        .toList();
  }

  static void play(Warehouse warehouse, String script) {
    try (Session session = warehouse.database.session("script", StatementListener.NONE)) {
      split(script).forEach(statement -> session.execute("script", statement));
    }
  }

  /** As a client does that goes on after errors; the errors, in order. */
  private static List<String> playOn(Warehouse warehouse, String script) {
    List<String> errors = new ArrayList<>();
    try (Session session = warehouse.database.session("script", StatementListener.NONE)) {
      for (String statement : split(script)) {
        try {
          session.execute("script", statement);
        } catch (EngineException e) {
          errors.add(e.getMessage());
        }
      }
    }
    return errors;
  }

  @ParameterizedTest
  @EnumSource(Grain.class)
  void scriptsAndRunsLeaveTheSame(Grain grain) {
    WrittenPlans plans = new WrittenPlans(grain);
    List<ModelPlan> graph = List.of(plans.sessions(), plans.visitors());
    try (Warehouse runs = new Warehouse().withEvents();
        Warehouse scripts = new Warehouse().withEvents()) {
      for (int step = 0; step < 4; step++) {
        for (Warehouse warehouse : List.of(runs, scripts)) {
          load(warehouse, new Random(step));
        }
        runs.run(plans.sessions(), plans.visitors());
        play(scripts, step == 0 ? writer.runFull(graph) : writer.run(graph));
        scripts.assertGraphUpToDate();
        assertThat(left(scripts)).isEqualTo(left(runs));
      }
    }
  }

  private static void load(Warehouse warehouse, Random random) {
    for (int i = 0; i < 8; i++) {
      warehouse.load(
          (random.nextInt(6) == 0 ? "NULL" : random.nextInt(5000))
              + " u"
              + random.nextInt(4)
              + " "
              + random.nextInt(2)
              + " /p"
              + random.nextInt(3));
    }
  }

  private static List<String> left(Warehouse warehouse) {
    List<String> all = new ArrayList<>();
    all.addAll(warehouse.rows("SELECT * FROM derived.sessions"));
    all.addAll(warehouse.rows("SELECT * FROM derived.visitors"));
    all.addAll(
        warehouse.rows(
            "SELECT source, stamp, grain, rows, freeze_id FROM accrete.batch WHERE grain <> 'stamp'"));
    all.addAll(warehouse.rows("SELECT * FROM accrete.position"));
    all.addAll(
        warehouse.rows(
            "SELECT model, version, fingerprint, key_count, row_count, strategy FROM accrete.model_version"));
    all.addAll(warehouse.rows("SELECT * FROM accrete.change_log WHERE kind <> 'dropped'"));
    return all;
  }

  @Test
  void runsAndScriptsOfOneModelCanBeMixed() {
    WrittenPlans plans = new WrittenPlans(Grain.HOUR);
    Random random = new Random(7);
    try (Warehouse warehouse = new Warehouse().withEvents()) {
      warehouse.run(plans.sessions(), plans.visitors());
      for (int step = 0; step < 12; step++) {
        load(warehouse, random);
        switch (random.nextInt(4)) {
          case 0 -> warehouse.run(plans.sessions(), plans.visitors());
          case 1 -> play(warehouse, writer.incremental(plans.sessions()));
          case 2 -> play(warehouse, writer.full(plans.sessions()));
          default -> playOn(warehouse, writer.incremental(plans.visitors()));
        }
      }
      warehouse.run(plans.sessions(), plans.visitors());
      warehouse.assertGraphUpToDate();
    }
  }

  @Test
  void incrementalSaysWhatToRunAndDoesNoHarm() {
    WrittenPlans plans = new WrittenPlans(Grain.STAMP);
    try (Warehouse warehouse = new Warehouse().withEvents()) {
      warehouse.load("1 a 1 /x", "2 b 1 /x");
      assertThat(playOn(warehouse, writer.incremental(plans.sessions())).get(0))
          .contains("sessions was never built: run the full.sql of sessions");
      play(warehouse, writer.runFull(List.of(plans.sessions(), plans.visitors())));
      List<String> before = warehouse.rows("SELECT * FROM accrete.position");
      assertThat(playOn(warehouse, writer.incremental(plans.sessions("f2", true))).get(0))
          .contains("sessions changed since its table was built");
      play(warehouse, writer.full(plans.sessions()));
      assertThat(playOn(warehouse, writer.incremental(plans.visitors())).get(0))
          .contains("sessions was rebuilt");
      warehouse.sql("DELETE FROM atomic.events WHERE domain_userid = 'a'");
      assertThat(playOn(warehouse, writer.incremental(plans.sessions())).get(0))
          .contains("a batch of atomic.events shrunk");
      assertThat(warehouse.rows("SELECT * FROM accrete.position WHERE model = 'visitors'"))
          .isEqualTo(before.stream().filter(row -> row.contains("visitors")).toList());
    }
  }

  @Test
  void scriptStopsWhereTheTableIsGone() {
    WrittenPlans plans = new WrittenPlans(Grain.STAMP);
    try (Warehouse warehouse = new Warehouse().withEvents()) {
      play(warehouse, writer.full(plans.sessions()));
      warehouse.sql("DROP TABLE derived.sessions");
      assertThatThrownBy(() -> play(warehouse, writer.incremental(plans.sessions())))
          .hasMessageContaining("the table derived.sessions is gone");
    }
  }
}
