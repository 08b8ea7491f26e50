package dev.accrete.tests.outside;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.Compiler;
import dev.accrete.compiler.certificate.Certificate.OpenAnswer;
import dev.accrete.compiler.certificate.RefusalCode;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.tests.acceptance.Warehouse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Some queries of one file: compiled, run over a history, and compared after each step. */
final class QueryTrial {
  private final QueryTally tally;
  private final String file;
  private final Random random;
  private final LogicTest test;
  private final QueryProject project;
  private final Map<String, List<String>> before = new HashMap<>();

  QueryTrial(QueryTally tally, String file, Random random) {
    this.tally = tally;
    this.file = file;
    this.random = random;
    this.test = LogicTest.read(file);
    this.project = new QueryProject(test, random.nextInt(2));
  }

  /** Plays so many queries of the file, chosen at random. */
  void play(int most) {
    List<String> queries = new ArrayList<>(test.queries());
    Collections.shuffle(queries, random);
    Map<String, String> accepted =
        accepted(project.models(queries.subList(0, Math.min(most, queries.size()))));
    if (accepted.isEmpty()) {
      return;
    }
    try (Warehouse warehouse = Warehouse.withWarnings(project.texts(accepted))) {
      QueryHistory history = new QueryHistory(warehouse, test, project, random);
      for (int step = 0; step < QueryHistory.STEPS; step++) {
        history.step(step);
        RunOutcome outcome = warehouse.run();
        for (ModelResult result : outcome.results()) {
          compare(warehouse, result, step, accepted);
        }
      }
    }
  }

  private Map<String, String> accepted(Map<String, String> models) {
    Checked<Optional<CompiledProject>> compiled =
        Compiler.compile(ProjectFiles.of(project.texts(models)), CompileOptions.DEFAULT);
    CompiledProject all = compiled.value().orElseThrow();
    Map<String, String> accepted = new TreeMap<>();
    models.forEach(
        (name, sql) -> {
          Optional<CompiledModel.Result> result = all.model(name).flatMap(CompiledModel::result);
          if (result.isPresent()) {
            accepted.put(name, sql);
            tally.query(outcome(result.get()), sql);
          } else {
            tally.query(error(name, compiled.diagnostics()), sql);
          }
        });
    return accepted;
  }

  private static String outcome(CompiledModel.Result result) {
    return result.certificate().strategy() == Strategy.FULL
        ? "full: "
            + result.certificate().refusals().stream()
                .map(r -> r.code() == RefusalCode.OTHER_FORM ? r.message() : r.code().id())
                .distinct()
                .collect(Collectors.joining(" "))
        : "incremental";
  }

  private static String error(String model, List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .filter(
            d ->
                d.isError()
                    && d.span() != null
                    && d.span().file().path().equals("models/" + model + ".sql"))
        .map(d -> "not accepted: " + d.code().id())
        .findFirst()
        .orElse("not accepted");
  }

  private void compare(
      Warehouse warehouse, ModelResult result, int step, Map<String, String> models) {
    if (!result.succeeded()) {
      boolean fails = isFailing(warehouse, result.model());
      if (!fails) {
        wrong(result, step, models, "the run failed: " + result.message());
      }
      return;
    }
    CompiledModel.Result model = warehouse.model(result.model());
    List<String> open = model.certificate().openAnswers().stream().map(OpenAnswer::column).toList();
    String columns =
        model.plan().columns().stream()
            .filter(c -> !open.contains(c))
            .map(c -> '"' + c + '"')
            .collect(Collectors.joining(", "));
    if (columns.isEmpty()) {
      return;
    }
    RelationName target = model.plan().target();
    List<String> stored =
        warehouse.rows(
            "SELECT %s FROM \"%s\".\"%s\"".formatted(columns, target.schema(), target.table()));
    List<String> selected =
        warehouse.rows("SELECT " + columns + " FROM (" + model.select() + ") AS s");
    tally.comparison(!stored.equals(before.put(result.model(), stored)));
    if (!stored.equals(selected)) {
      wrong(result, step, models, "stored " + stored + "\nselected " + selected);
    }
  }

  private static boolean isFailing(Warehouse warehouse, String model) {
    try {
      warehouse.rows(warehouse.model(model).select());
      return false;
    } catch (EngineException e) {
      return true;
    }
  }

  private void wrong(ModelResult result, int step, Map<String, String> models, String story) {
    tally.wrong(
        file
            + ", step "
            + step
            + ", "
            + result.strategy().word()
            + "\n"
            + models.get(result.model())
            + "\n"
            + story);
  }
}
