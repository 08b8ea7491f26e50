package dev.accrete.runtime.report;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.load.ModelFile.Materialization;
import org.jspecify.annotations.Nullable;

/**
 * What {@code explain --format json} prints.
 *
 * @param uniqueId the model
 * @param name its name
 * @param materialized table, view or ephemeral
 * @param derivation the certificate, or null for views and ephemeral models, which are not kept as
 *     tables
 * @param select the SELECT alone
 * @param full the script of the full rebuild, or null where there is none
 * @param incremental the script of the first strategy, or null where there is none
 */
public record ExplainReport(
    String uniqueId,
    String name,
    String materialized,
    @Nullable Derivation derivation,
    String select,
    @Nullable String full,
    @Nullable String incremental) {

  /** The shape of a model that compiled. */
  public static ExplainReport of(String project, String name, CompiledModel.Result result) {
    boolean table = result.plan().materialized() == Materialization.TABLE;
    return new ExplainReport(
        Identity.model(project, name),
        name,
        result.plan().materialized().name().toLowerCase(java.util.Locale.ROOT),
        table ? Derivation.of(result) : null,
        result.select(),
        result.hasFull() ? result.full() : null,
        result.hasIncremental() ? result.incremental() : null);
  }
}
