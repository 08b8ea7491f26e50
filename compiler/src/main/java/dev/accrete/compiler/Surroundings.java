package dev.accrete.compiler;

import dev.accrete.compiler.CompiledModel.OutputColumn;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.dialect.ClockSql;
import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.load.Hook;
import dev.accrete.compiler.load.HooksAndGrants;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.load.ModelFile.Materialization;
import dev.accrete.compiler.parse.SqlComments;
import dev.accrete.compiler.plan.Around;
import dev.accrete.compiler.plan.TargetRelations;
import dev.accrete.compiler.source.Span;
import dev.accrete.compiler.template.Reference;
import dev.accrete.compiler.template.RenderedText;
import dev.accrete.compiler.template.TemplateRenderer;
import dev.accrete.compiler.translate.Translator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What stands around a model's commit: hooks, grants, its contract.
 *
 * <p>Hooks are in the engine's own SQL and are not parsed. What would end the commit in its midst
 * is told by a statement's first words.
 */
final class Surroundings {
  private static final Pattern ENDS_TRANSACTION =
      Pattern.compile(
          "(?:BEGIN|START|COMMIT|END|ROLLBACK|ABORT|PREPARE\\s+TRANSACTION)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern OUTSIDE =
      Pattern.compile(
          "(?:VACUUM|CHECKPOINT|(?:CREATE|DROP|ALTER)\\s+DATABASE|ALTER\\s+SYSTEM"
              + "|(?:CREATE(?:\\s+UNIQUE)?|DROP)\\s+INDEX\\s+CONCURRENTLY|REINDEX)\\b",
          Pattern.CASE_INSENSITIVE);

  /** What commits on Redshift, whatever was written before in the transaction. */
  private static final Pattern COMMITS_ON_REDSHIFT =
      Pattern.compile(
          "(?:TRUNCATE|ALTER\\s+TABLE\\s+(?:\"[^\"]*\"|[^\\s\"])+\\s+APPEND)\\b",
          Pattern.CASE_INSENSITIVE);

  private final TemplateRenderer renderer;
  private final ModelInputs inputs;
  private final TargetRelations relations;
  private final Dialect dialect;
  private final Contracts contracts;

  Surroundings(
      TemplateRenderer renderer,
      ModelInputs inputs,
      TargetRelations relations,
      Dialect dialect,
      Translator translator) {
    this.contracts = new Contracts(translator, dialect.engine());
    this.renderer = renderer;
    this.inputs = inputs;
    this.relations = relations;
    this.dialect = dialect;
  }

  /**
   * What stands around a model.
   *
   * @param columns its output columns
   * @param select its SELECT
   * @param found takes what is wrong
   */
  Around of(ModelFile model, List<OutputColumn> columns, String select, List<Diagnostic> found) {
    ModelFile.ModelConfiguration configuration = model.configuration();
    if (configuration.materialized() == Materialization.EPHEMERAL) {
      found.addAll(withoutTable(model));
      return Around.NONE;
    }
    HooksAndGrants declared = configuration.around();
    List<Statement> within = new ArrayList<>();
    List<Statement> after = new ArrayList<>();
    for (Hook hook : declared.postHook()) {
      statement(model, hook, hook.transaction(), "post_hook", found)
          .ifPresent(s -> (hook.transaction() ? within : after).add(s));
    }
    List<Statement> before = new ArrayList<>();
    declared
        .preHook()
        .forEach(hook -> statement(model, hook, false, "pre_hook", found).ifPresent(before::add));
    if (!declared.grants().isEmpty() && dialect.grants().isEmpty()) {
      found.add(
          Diagnostic.of(
              Code.GRANTS_LEFT_OUT, place(model, "grants"), dialect.engine(), model.name()));
    }
    return new Around(
        before,
        within,
        after,
        Around.Grants.of(declared.grants(), dialect),
        contracts.of(model, columns, select, found));
  }

  private static List<Diagnostic> withoutTable(ModelFile model) {
    return List.of("pre_hook", "pre-hook", "post_hook", "post-hook", "grants", "contract").stream()
        .filter(model.configuration().keySpans()::containsKey)
        .map(key -> Diagnostic.of(Code.NO_TABLE, place(model, key), key, model.name()))
        .toList();
  }

  static Span place(ModelFile model, String key) {
    return Optional.ofNullable(model.configuration().keySpans().get(key))
        .orElseGet(model::beginning);
  }

  private Optional<Statement> statement(
      ModelFile model, Hook hook, boolean inCommit, String key, List<Diagnostic> found) {
    Checked<Optional<RenderedText>> rendered = renderer.renderHook(hook.text(model.name()));
    rendered
        .diagnostics()
        .forEach(
            d ->
                found.add(
                    new Diagnostic(
                        d.code(),
                        hook.place(),
                        "a hook of " + owner(model, hook) + ": " + d.message(),
                        d.hint(),
                        List.of())));
    return rendered
        .value()
        .flatMap(text -> resolved(model, hook, text, found))
        .flatMap(
            sql -> {
              Optional<Diagnostic> wrong = wrong(model, hook, sql, inCommit);
              wrong.ifPresent(found::add);
              return wrong.isPresent()
                  ? Optional.empty()
                  : Optional.of(new Statement("The " + key + " of " + model.name(), sql));
            });
  }

  /** With the target's relations in the place of references, and the run's clock. */
  private Optional<String> resolved(
      ModelFile model, Hook hook, RenderedText text, List<Diagnostic> found) {
    StringBuilder sql = new StringBuilder();
    int at = 0;
    for (Reference reference : text.references()) {
      String name = reference.name();
      boolean known = reference.isThis() || inputs.isSource(name) || inputs.isModel(name);
      if (!known || inputs.isEphemeral(name)) {
        found.add(
            Diagnostic.of(
                Code.HOOK,
                hook.place(),
                owner(model, hook),
                "names " + name + ", which has no table"));
        return Optional.empty();
      }
      sql.append(text.text(), at, reference.start())
          .append(
              dialect.relation(
                  reference.isThis() ? relations.model(model) : inputs.input(name).relation()));
      at = reference.end();
    }
    sql.append(text.text(), at, text.text().length());
    String whole = sql.toString().replace(ClockSql.RUN_STARTED_AT, Statement.NOW).strip();
    return Optional.of(withoutLastSemicolons(whole));
  }

  private static String withoutLastSemicolons(String sql) {
    int end = sql.length();
    while (end > 0 && (sql.charAt(end - 1) == ';' || Character.isWhitespace(sql.charAt(end - 1)))) {
      end--;
    }
    return sql.substring(0, end);
  }

  private Optional<Diagnostic> wrong(ModelFile model, Hook hook, String sql, boolean inCommit) {
    boolean redshift = dialect.engine().equals("redshift");
    String bare =
        withoutLastSemicolons(
            SqlComments.masked(redshift ? SqlComments.withoutEscapedQuotes(sql) : sql).strip());
    if (bare.isEmpty()) {
      return Optional.of(complaint(model, hook, "is empty", "write the statement, or take it out"));
    }
    if (bare.indexOf(';') >= 0) {
      return Optional.of(
          complaint(
              model, hook, "has several statements", "write a list of hooks, a statement each"));
    }
    if (ENDS_TRANSACTION.matcher(bare).lookingAt()) {
      return Optional.of(
          complaint(
              model,
              hook,
              "begins or ends a transaction",
              "take it out: a post_hook is part of the commit, any other hook a transaction of its own"));
    }
    boolean outside =
        OUTSIDE.matcher(bare).lookingAt()
            || redshift && COMMITS_ON_REDSHIFT.matcher(bare).lookingAt();
    return inCommit && outside
        ? Optional.of(
            complaint(
                model,
                hook,
                "cannot stand in a transaction",
                "write {sql: …, transaction: false}, and it follows the commit"))
        : Optional.empty();
  }

  private static Diagnostic complaint(ModelFile model, Hook hook, String what, String hint) {
    return Diagnostic.of(Code.HOOK, hook.place(), owner(model, hook), what).withHint(hint);
  }

  /** Whose it is: what is wrong with a hook of accrete.yml is said once. */
  private static String owner(ModelFile model, Hook hook) {
    boolean own = hook.place().file().path().equals(model.file().path());
    return own ? model.name() : "all models";
  }
}
