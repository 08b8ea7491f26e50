package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.GrantSql;
import dev.accrete.compiler.dialect.GrantSql.Grant;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.plan.Around;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.runtime.engine.EngineException;
import java.util.ArrayList;
import java.util.List;

/** Carries out what the author of a model wants done around its commit. */
final class AroundCommit {
  private final RunContext context;
  private final ModelPlan plan;
  private final Bindings bindings;
  private final Around around;

  AroundCommit(RunContext context, ModelPlan plan, Bindings bindings) {
    this.context = context;
    this.plan = plan;
    this.bindings = bindings;
    this.around = plan.around();
  }

  /** Before anything is staged, outside of a transaction. */
  void before() {
    around.before().forEach(statement -> context.execute(statement, bindings));
    if (!around.before().isEmpty()) {
      settings();
    }
  }

  /** In the commit, after all is written. */
  void within() {
    grants();
    around.within().forEach(statement -> context.execute(statement, bindings));
  }

  /** Where the model failed after one of its hooks: the next model must not see what that set. */
  void failed(RuntimeException failure) {
    if (around.hasHooks()) {
      try {
        settings();
      } catch (EngineException e) {
        failure.addSuppressed(e); // such as a lost connection: another one has its own settings
      }
    }
  }

  /**
   * After the commit, outside of a transaction. The table stands by then: what fails is said, and
   * readers go on.
   *
   * @return what went wrong, or empty
   */
  String after() {
    String wrong = "";
    for (Statement statement : around.after()) {
      try {
        context.execute(statement, bindings);
      } catch (EngineException e) {
        wrong = "the table is committed, a post_hook after it failed: " + e.getMessage();
        break;
      }
    }
    if (around.hasHooks()) {
      try {
        settings();
      } catch (EngineException e) {
        return wrong.isEmpty() ? "the connection was lost behind the commit" : wrong;
      }
    }
    return wrong;
  }

  /** Rights of a table that stands still, in a transaction of their own. */
  boolean grantsAlone() {
    if (around.grants().isEmpty()) {
      return false;
    }
    context.session().begin();
    try {
      boolean changed = grants();
      context.session().commit();
      return changed;
    } catch (RuntimeException e) {
      context.session().rollback();
      throw e;
    }
  }

  private boolean grants() {
    if (around.grants().isEmpty()) {
      return false;
    }
    Around.Grants declared = around.grants().get();
    List<Grant> standing = new ArrayList<>();
    for (String query : declared.sql().standing(plan.target())) {
      standing.addAll(
          context
              .session()
              .query(
                  "look who may do what with " + plan.model(),
                  query,
                  row -> GrantSql.read(row.text(1), row.text(2), row.text(3))));
    }
    List<String> changes =
        declared.sql().changes(plan.target(), declared.privileges(), declared.wanted(), standing);
    changes.forEach(
        sql -> context.session().execute("set the declared rights on " + plan.model(), sql));
    return !changes.isEmpty();
  }

  /**
   * A hook may have set what the results of later statements depend on; an embedded database is
   * locked against that.
   */
  private void settings() {
    Dialect dialect = context.tables().dialect();
    if (!dialect.oneProcess()) {
      dialect
          .sessionSettings()
          .forEach(setting -> context.session().execute("set the session as before", setting));
    }
  }
}
