package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.state.StateTables;
import dev.accrete.compiler.plan.InputPlan;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * What a run shall do.
 *
 * @param tables the state of the project in the target
 * @param models the selected models, each after those that it reads
 * @param runId names the run, in the state and in each statement
 * @param process tells this process from others, living or dead
 * @param clock the run's clock
 * @param dryRun decide alone, write nothing
 * @param failFast start no model after one failed
 * @param landings landing sources that are claimed as well where the models read any, so that
 *     contexts come with their events, whoever reads them
 * @param threads how many models may be at work at a time, each over a connection of its own
 * @param checks what is asked of each table before its commit
 * @param reloaded in a dry run: sources whose tables would be made anew first, with the columns
 *     that they have then
 */
public record RunRequest(
    StateTables tables,
    List<ModelRequest> models,
    String runId,
    String process,
    Clock clock,
    boolean dryRun,
    boolean failFast,
    int threads,
    List<InputPlan> landings,
    TableChecks checks,
    Set<String> reloaded) {
  public RunRequest {
    reloaded = Set.copyOf(reloaded);
    models = List.copyOf(models);
    landings = List.copyOf(landings);
    if (threads < 1) {
      throw new IllegalArgumentException("a run needs a thread");
    }
  }

  /** A run of these models as this process. */
  public static RunRequest of(
      StateTables tables, List<ModelRequest> models, String runId, Clock clock) {
    return new RunRequest(
        tables,
        models,
        runId,
        thisProcess(),
        clock,
        false,
        false,
        1,
        List.of(),
        TableChecks.NONE,
        Set.of());
  }

  /** The same, writing nothing. */
  public RunRequest dry() {
    return dry(Set.of());
  }

  /** The same, writing nothing, where tables of these sources would be made anew before. */
  public RunRequest dry(Set<String> sources) {
    return new RunRequest(
        tables, models, runId, process, clock, true, failFast, threads, landings, checks, sources);
  }

  /** The same as another process would ask it. */
  public RunRequest as(String otherProcess) {
    return new RunRequest(
        tables,
        models,
        runId,
        otherProcess,
        clock,
        dryRun,
        failFast,
        threads,
        landings,
        checks,
        reloaded);
  }

  /** The same with another number of models at a time. */
  public RunRequest at(int otherThreads) {
    return new RunRequest(
        tables,
        models,
        runId,
        process,
        clock,
        dryRun,
        failFast,
        otherThreads,
        landings,
        checks,
        reloaded);
  }

  /** The same, beginning no model after one failed, or not. */
  public RunRequest failingFast(boolean fast) {
    return new RunRequest(
        tables, models, runId, process, clock, dryRun, fast, threads, landings, checks, reloaded);
  }

  /** The same that also claims for these landing sources, where its models read any. */
  public RunRequest claiming(List<InputPlan> others) {
    return new RunRequest(
        tables, models, runId, process, clock, dryRun, failFast, threads, others, checks, reloaded);
  }

  /** The same with tests of each table. */
  public RunRequest checked(TableChecks other) {
    return new RunRequest(
        tables, models, runId, process, clock, dryRun, failFast, threads, landings, other,
        reloaded);
  }

  /**
   * Inputs in this order: a table that would be made first is no reason if another is missing too.
   */
  List<InputPlan> reloadedLast(List<InputPlan> inputs) {
    return inputs.stream()
        .sorted(Comparator.comparing(input -> reloaded.contains(input.name())))
        .toList();
  }

  private static String thisProcess() {
    ProcessHandle handle = ProcessHandle.current();
    return handle.pid() + handle.info().startInstant().map(start -> "@" + start).orElse("");
  }
}
