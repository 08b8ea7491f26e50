package dev.accrete.runtime.compare;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.analyze.Analyzer;
import dev.accrete.compiler.certificate.RefusalCode;
import dev.accrete.compiler.dialect.ComparisonSql;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.state.ScriptSql;
import dev.accrete.compiler.dialect.state.StateSql;
import dev.accrete.compiler.dialect.state.StateTables;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.runtime.compare.AuditedTable.DifferentRow;
import dev.accrete.runtime.compare.AuditedTable.Status;
import dev.accrete.runtime.engine.CancelledException;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.state.ModelVersion;
import dev.accrete.runtime.state.Position;
import dev.accrete.runtime.state.Standing;
import dev.accrete.runtime.state.StateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Compares tables with what their full SELECTs return now, over their inputs as the last runs read
 * them.
 *
 * <p>All is done in one transaction that is taken back, with temporary tables: it sees one state of
 * the warehouse and leaves nothing there. The database does the comparing, and no more than a
 * number of differing rows comes out of it.
 */
public final class Audit {
  private static final String MISSING = "accrete_audit_missing";
  private static final String SUPERFLUOUS = "accrete_audit_superfluous";
  private static final String KEYS = "accrete_audit_keys";

  private static final String RUN_FIRST = "; accrete run first";

  private final Session session;
  private final StateTables tables;
  private final ComparisonSql sql;
  private final int keys;
  private final int limit;

  /**
   * Audits over a session.
   *
   * @param keys how many keys to choose at random; 0 for all rows
   * @param limit how many differing rows to bring
   */
  public Audit(Session session, StateTables tables, int keys, int limit) {
    this.session = session;
    this.tables = tables;
    this.sql = new ComparisonSql(tables.dialect());
    this.keys = keys;
    this.limit = limit;
  }

  /** Audits a model's table; one that cannot be compared is told of as any other. */
  public AuditedTable of(CompiledModel model, CompiledModel.Result result) {
    session.begin();
    try {
      return audited(model, result);
    } catch (CancelledException e) {
      throw e;
    } catch (EngineException e) {
      return broken(result.plan(), "it cannot be compared: " + e.getMessage());
    } finally {
      session.rollback();
    }
  }

  private AuditedTable audited(CompiledModel model, CompiledModel.Result result) {
    ModelPlan plan = result.plan();
    StateStore store = new StateStore(session, tables);
    if (!store.exists() || !store.standing(plan.model()).isBuilt()) {
      return notCompared(plan, "it was never built" + RUN_FIRST);
    }
    Optional<String> due = due(plan, store);
    if (due.isPresent()) {
      return notCompared(plan, due.get() + RUN_FIRST);
    }
    List<String> schema = List.of(plan.target().schema());
    if (store.relationsAndViews(schema).views().contains(plan.target())) {
      return broken(plan, plan.target().plain() + " is a view, where a run made a table");
    }
    if (!store.relations(schema).contains(plan.target())) {
      return broken(plan, "the table " + plan.target().plain() + " is gone");
    }
    AuditedTable compared = compared(model, result);
    Optional<String> doubt = doubt(result, store);
    return compared.status() == Status.DIFFERENT && doubt.isPresent()
        ? notCompared(plan, doubt.get())
        : compared;
  }

  /** Why a table may rightly differ, as nobody can evaluate its SELECT as the run did. */
  private static Optional<String> doubt(CompiledModel.Result result, StateStore store) {
    ModelPlan plan = result.plan();
    if (result.certificate().refusals().stream()
        .anyMatch(refusal -> refusal.code() == RefusalCode.NONDETERMINISTIC)) {
      return Optional.of("it calls a function that gives another value each time");
    }
    if (!plan.drift().equals(Optional.of(Analyzer.CLOCK))) {
      return Optional.empty();
    }
    if (!plan.full().stage().sql().contains(Statement.NOW)) {
      return Optional.of("it reads the clock by a function whose value no run keeps");
    }
    ModelVersion version = store.standing(plan.model()).version().orElseThrow();
    return Optional.of("a script wrote it, and which clock its statements had is not kept")
        .filter(reason -> version.runId().startsWith(ScriptSql.RUN_ID_BEGINS));
  }

  private static AuditedTable notCompared(ModelPlan plan, String reason) {
    return AuditedTable.without(plan.model(), Status.NOT_COMPARED, reason);
  }

  private static AuditedTable broken(ModelPlan plan, String reason) {
    return AuditedTable.without(plan.model(), Status.BROKEN, reason);
  }

  /** Why the table may rightly differ from its SELECT: another text, or inputs that went on. */
  private Optional<String> due(ModelPlan plan, StateStore store) {
    Standing standing = store.standing(plan.model());
    if (!standing.version().orElseThrow().fingerprint().equals(plan.fingerprint())) {
      return Optional.of("the model changed since it was built");
    }
    for (InputPlan input : plan.inputs()) {
      boolean asModel = input.isVersioned();
      Position position = standing.positions().get(input.name());
      Long seen = position == null ? null : position.changeVersion();
      if (asModel && (seen == null || store.published(input.name(), seen).any())) {
        return Optional.of("it has not read the latest changes of " + input.name());
      }
      if (input.landing().isPresent() && input.waits() != isWaitedFor(input, store)) {
        return Optional.of(
            "rows of " + input.name() + " move at another time than when it was last run");
      }
    }
    return Optional.empty();
  }

  /** Whether there is a table in which claimed rows wait. */
  private boolean isWaitedFor(InputPlan source, StateStore store) {
    return store
        .relations(List.of(tables.schema()))
        .contains(new StateSql(tables).waitingTable(source.relation()));
  }

  private AuditedTable compared(CompiledModel model, CompiledModel.Result result) {
    ModelPlan plan = result.plan();
    FullSelect selects = new FullSelect(session, tables);
    String select = selects.stage(selects.prepare(plan));
    String table = tables.dialect().relation(plan.target());
    Set<String> open = OpenColumns.of(result);
    if (plan.columns().isEmpty()) {
      return notCompared(plan, "its columns are known to the engine alone");
    }
    List<String> columns =
        plan.columns().stream().filter(column -> !open.contains(column)).toList();
    if (columns.isEmpty()) {
      return notCompared(
          plan, "SQL leaves all of its columns to the engine, so that none could tell a fault");
    }
    List<String> lacking = lacking(plan, table);
    if (!lacking.isEmpty()) {
      return broken(plan, "the table lacks " + String.join(", ", lacking));
    }
    List<String> key = key(model, plan, columns);
    if (keys > 0) {
      List<String> by = key.isEmpty() ? columns : key;
      stage("choose keys", KEYS, sql.someKeys(by, table, select, keys));
      String chosen = tables.dialect().quote(KEYS);
      table = sql.ofKeys(table, by, chosen);
      select = sql.ofKeys(select, by, chosen);
    }
    return compared(plan.model(), select, table, columns, key, List.copyOf(open));
  }

  private AuditedTable compared(
      String model,
      String select,
      String table,
      List<String> columns,
      List<String> key,
      List<String> leftOut) {
    stage("find missing rows", MISSING, sql.only(columns, select, table));
    stage("find superfluous rows", SUPERFLUOUS, sql.only(columns, table, select));
    String missing = tables.dialect().quote(MISSING);
    String superfluous = tables.dialect().quote(SUPERFLUOUS);
    Comparison comparison = new Comparison(session, tables.dialect());
    List<DifferentRow> rows =
        DifferentRows.of(
            comparison
                .read(
                    "differing rows",
                    sql.sideBySide(columns, key, missing, superfluous, 2L * limit))
                .rows(),
            columns,
            key);
    long lacks = comparison.count(missing);
    long has = comparison.count(superfluous);
    return new AuditedTable(
        model,
        lacks + has == 0 ? Status.EQUAL : Status.DIFFERENT,
        "",
        comparison.count(table),
        comparison.count(select),
        lacks,
        has,
        key.isEmpty() ? 0 : count(sql.commonKeys(key, missing, superfluous)),
        key,
        leftOut,
        columns,
        rows.subList(0, Math.min(limit, rows.size())));
  }

  private long count(String query) {
    return session.first("count", query, row -> row.number(1)).orElseThrow();
  }

  private void stage(String purpose, String name, String query) {
    session.execute(purpose, tables.dialect().stage(name, query));
  }

  private List<String> lacking(ModelPlan plan, String table) {
    Set<String> there = new java.util.HashSet<>();
    session
        .columns("look at " + table, sql.shape(table))
        .forEach(column -> there.add(column.name().toLowerCase(Locale.ROOT)));
    return plan.columns().stream()
        .filter(column -> !there.contains(column.toLowerCase(Locale.ROOT)))
        .toList();
  }

  /** The columns by which rows are paired: the claimed key, else the one that is recomputed. */
  private static List<String> key(CompiledModel model, ModelPlan plan, List<String> columns) {
    List<String> claimed = new ArrayList<>();
    for (String name : model.file().configuration().uniqueKey()) {
      columns.stream().filter(column -> column.equalsIgnoreCase(name)).forEach(claimed::add);
    }
    List<String> key = claimed.isEmpty() ? plan.keyColumns() : claimed;
    return columns.containsAll(key) ? List.copyOf(Objects.requireNonNull(key)) : List.of();
  }
}
