package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.state.ChangeSql;
import dev.accrete.compiler.dialect.state.CommitSql;
import dev.accrete.compiler.dialect.state.SnapshotSql;
import dev.accrete.compiler.load.SourceDeclaration.Column;
import dev.accrete.compiler.plan.InputPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Brings the copies of snapshot sources up to date, in the transaction of the freeze.
 *
 * <p>A copy that has another shape than its source has now, or none of the state that says which
 * version it is, is made anew, and its readers are rebuilt.
 */
final class FrozenSnapshots {
  private final RunContext context;
  private final Map<String, String> unreadable = new HashMap<>();

  FrozenSnapshots(RunContext context) {
    this.context = context;
  }

  /** Why a source could not be copied, absent where it could. */
  Optional<String> unreadable(String source) {
    return Optional.ofNullable(unreadable.get(source));
  }

  /** Takes the difference of one source; whether there was any. */
  boolean freeze(InputPlan source) {
    SnapshotSql sql =
        new SnapshotSql(context.tables(), source.name(), source.relation(), source.compared());
    Map<String, String> live = columns(source, sql.liveColumns());
    Map<String, String> wanted = new HashMap<>();
    for (Column column : source.compared()) {
      String type = live.get(column.name().toLowerCase(Locale.ROOT));
      if (type == null) {
        unreadable.put(
            source.name(),
            "the table "
                + source.relation().plain()
                + " has no column "
                + column.name()
                + ", which the source "
                + source.name()
                + " declares");
        return false;
      }
      wanted.put(column.name().toLowerCase(Locale.ROOT), type);
    }
    unreadable.remove(source.name());
    long version = context.store().standing(source.name()).versionNumber();
    Bindings bindings =
        context.bindings().copy().set(Statement.VERSION, version).set(CommitSql.FENCED, "");
    boolean follows = version > 0 && wanted.equals(columns(source, sql.copiedColumns()));
    return follows ? follow(sql, bindings) : copyAnew(source, sql, bindings);
  }

  private Map<String, String> columns(InputPlan source, String query) {
    Map<String, String> types = new HashMap<>();
    context
        .session()
        .query(
            "look at the columns of " + source.name(),
            query,
            row -> types.put(row.text(1).toLowerCase(Locale.ROOT), row.text(2)));
    return types;
  }

  private boolean follow(SnapshotSql sql, Bindings bindings) {
    if (context.stage(sql.stageDifference(), sql.difference(), bindings) == 0) {
      return false;
    }
    context.execute(sql.moved(), bindings);
    sql.bringUpToDate().forEach(statement -> context.execute(statement, bindings));
    context.execute(sql.publish(), bindings);
    context.execute(sql.log(), bindings);
    context.execute(sql.dropDifference(), bindings);
    return true;
  }

  private boolean copyAnew(InputPlan source, SnapshotSql sql, Bindings bindings) {
    ChangeSql changes = new ChangeSql(context.tables());
    List<Statement> all =
        List.of(
            sql.dropCopy(),
            sql.createCopy(),
            new CommitSql(context.tables()).firstVersion(source.name()),
            sql.renewed(),
            changes.drop(source.name()),
            sql.createChanges(),
            changes.logReset(source.name()));
    all.forEach(statement -> context.execute(statement, bindings));
    return true;
  }
}
