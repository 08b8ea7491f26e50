package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.state.StandingSql;
import dev.accrete.compiler.dialect.state.StateTables;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.state.StateStore;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * What everything in a run shares.
 *
 * @param request what was asked
 * @param session the run's connection
 * @param store reads the state over it
 * @param bindings the parameters of the whole run
 * @param phases of the models that are brought up to date over this session
 * @param made which tables and views the models made
 */
record RunContext(
    RunRequest request,
    Session session,
    StateStore store,
    Bindings bindings,
    PhaseClock phases,
    Made made) {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");

  static RunContext of(RunRequest request, Session session) {
    RunContext context =
        new RunContext(
            request,
            session,
            new StateStore(session, request.tables()),
            new Bindings(),
            new PhaseClock(request.clock(), 1),
            new Made());
    context
        .bindings
        .set(Statement.RUN, "")
        .set(Statement.RUN_ID, request.tables().dialect().text(request.runId()))
        .set(Statement.NOW, request.tables().dialect().timestamp(context.now()));
    return context;
  }

  /** The same run over another connection, by the worker of this number. */
  RunContext over(Session other, int thread) {
    return new RunContext(
        request,
        other,
        new StateStore(other, request.tables()),
        bindings.copy(),
        new PhaseClock(request.clock(), thread),
        made);
  }

  StateTables tables() {
    return request.tables();
  }

  /** The run's clock, as SQL has it. */
  String now() {
    return text(request.clock().instant());
  }

  static String text(Instant instant) {
    return TIMESTAMP.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
  }

  /**
   * Carries out a statement that fills a staging table from a SELECT.
   *
   * @param stage the table's name
   * @return the number of its rows
   */
  long stage(Statement statement, String stage, Bindings with) {
    long rows = execute(statement, with);
    return tables().dialect().countsStagedRows()
        ? rows
        : session
            .first(
                "count what was staged",
                StandingSql.countStaged(tables().dialect(), stage),
                row -> row.number(1))
            .orElseThrow();
  }

  /** Carries out a statement of a plan. */
  long execute(Statement statement, Bindings with) {
    return session.execute(statement.purpose(), with.bind(statement));
  }
}
