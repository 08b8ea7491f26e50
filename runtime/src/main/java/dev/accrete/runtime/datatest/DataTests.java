package dev.accrete.runtime.datatest;

import dev.accrete.compiler.CompiledTest;
import dev.accrete.compiler.dialect.TestSql;
import dev.accrete.compiler.dialect.state.StateTables;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.execute.ChecksFailedException;
import dev.accrete.runtime.execute.TableChecks;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The data tests of a run. Each belongs to the last of the run's models that it is about, and is
 * carried out in that model's transaction, before the commit: what it sees there is what readers
 * would see. Those about sources alone go first.
 */
public final class DataTests implements TableChecks {
  private final StateTables state;
  private final TestQuery query;
  private final Consumer<String> warnings;
  private final List<CompiledTest> tests;
  private final List<CompiledTest> first = new ArrayList<>();
  private final Map<String, List<CompiledTest>> byModel = new LinkedHashMap<>();
  private final Map<String, Set<String>> waits = new HashMap<>();
  private final Map<String, TestQuery.Found> found = new LinkedHashMap<>();
  private final Set<String> blocked = new HashSet<>();

  /**
   * The tests of a run.
   *
   * @param tests those that are wanted
   * @param models the models of the run, each after those that it reads; none where the tests are
   *     carried out by themselves
   * @param warnings hears what went wrong besides
   */
  public DataTests(
      List<CompiledTest> tests,
      List<String> models,
      StateTables state,
      Clock clock,
      Consumer<String> warnings) {
    this.tests = List.copyOf(tests);
    this.state = state;
    this.query = new TestQuery(state.dialect(), clock);
    this.warnings = warnings;
    for (CompiledTest test : tests) {
      List<String> about = models.stream().filter(test.reads()::contains).toList();
      if (about.isEmpty()) {
        first.add(test);
      } else {
        String last = about.get(about.size() - 1);
        byModel.computeIfAbsent(last, key -> new ArrayList<>()).add(test);
        waits.computeIfAbsent(last, key -> new LinkedHashSet<>()).addAll(about);
        waits.get(last).remove(last);
      }
    }
  }

  /** Carries out the tests that are about none of the run's models. */
  public void first(Session session, Consumer<TestResult> heard) {
    for (CompiledTest test : first) {
      TestQuery.Found one = query.run(test, session);
      note(one);
      if (!one.result().holds()) {
        blocked.addAll(test.reads());
      }
      keep(one, session);
      heard.accept(one.result());
    }
  }

  @Override
  public void check(String model, Session session) {
    List<TestResult> failed = new ArrayList<>();
    for (CompiledTest test : byModel.getOrDefault(model, List.of())) {
      TestQuery.Found one = query.run(test, session);
      note(one);
      if (!one.result().holds()) {
        failed.add(one.result());
      }
      if (one.result().status() == TestResult.Status.ERROR) {
        break; // the transaction may be broken by now
      }
    }
    if (!failed.isEmpty()) {
      throw new ChecksFailedException(
          failed.stream()
              .map(result -> result.test().name() + ": " + result.message())
              .collect(Collectors.joining("; ", "", "; nothing was written")));
    }
  }

  private synchronized void note(TestQuery.Found one) {
    found.put(one.result().test().name(), one);
  }

  private synchronized List<TestQuery.Found> foundOf(String model) {
    return byModel.getOrDefault(model, List.of()).stream()
        .map(test -> found.get(test.name()))
        .filter(java.util.Objects::nonNull)
        .toList();
  }

  @Override
  public void ended(String model, Session session) {
    foundOf(model).forEach(one -> keep(one, session));
  }

  /** The rows are for people: a model does not fail because they cannot be kept. */
  private void keep(TestQuery.Found one, Session session) {
    if (!one.result().test().test().storeFailures()) {
      return;
    }
    String test = one.result().test().name();
    try {
      if (one.rows().isPresent()) {
        one.rows().get().keep(state.targetSchema(), state.dialect(), session);
      } else {
        session.execute(
            "drop the rows that " + test + " found before",
            state.dialect().dropTable(TestSql.table(state.targetSchema(), test)));
      }
    } catch (EngineException e) {
      warnings.accept("the rows of " + test + " are not kept: " + e.getMessage());
    }
  }

  @Override
  public Set<String> waitsFor(String model) {
    return waits.getOrDefault(model, Set.of());
  }

  /** Keeps a model, or the readers of a source, from running. */
  public void block(String name) {
    blocked.add(name);
  }

  @Override
  public boolean blocks(String source) {
    return blocked.contains(source);
  }

  /** The results of the tests that were carried out with a model. */
  public List<TestResult> of(String model) {
    return foundOf(model).stream().map(TestQuery.Found::result).toList();
  }

  /** The results of all, in the order of their names. */
  public synchronized List<TestResult> results() {
    return tests.stream()
        .map(
            test ->
                found.containsKey(test.name())
                    ? found.get(test.name()).result()
                    : TestResult.skipped(test))
        .toList();
  }
}
