package dev.accrete.compiler;

import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.compiler.tree.ValueTypes;
import java.util.List;
import java.util.Optional;

/**
 * One model after all eight steps, or as far as it came.
 *
 * @param file the author's file
 * @param status {@code ok} where everything below is present
 * @param readsModels the models that it reads, in the order of the text
 * @param readsSources the sources that it reads, in the order of the text
 * @param result the results of the steps, absent where the model has errors or reads one that has
 */
public record CompiledModel(
    ModelFile file,
    Status status,
    List<String> readsModels,
    List<String> readsSources,
    Optional<Result> result) {
  public CompiledModel {
    readsModels = List.copyOf(readsModels);
    readsSources = List.copyOf(readsSources);
  }

  /** The model's name. */
  public String name() {
    return file.name();
  }

  /** Whether a model compiled. */
  public enum Status {
    OK,
    /** It has errors of its own. */
    ERROR,
    /** It reads a model that has errors. */
    UPSTREAM_ERROR
  }

  /**
   * What the steps made of the model.
   *
   * @param columns the output columns
   * @param certificate the derivation
   * @param plan what a run carries out
   * @param select the SELECT alone, with the target's relations in place of references
   * @param texts the scripts and the explanation, written whenever they are asked for
   */
  public record Result(
      List<OutputColumn> columns,
      Certificate certificate,
      ModelPlan plan,
      String select,
      ModelTexts texts) {
    public Result {
      columns = List.copyOf(columns);
    }

    /** The stand-alone script of the full rebuild; empty where nothing is stored. */
    public String full() {
      return texts.full();
    }

    /** The stand-alone script of the first strategy; empty where no table is kept. */
    public String incremental() {
      return texts.incremental();
    }

    /** The derivation as a person would tell it, in Markdown. */
    public String explanation() {
      return texts.explanation(full(), incremental());
    }

    /** Whether there is a script of the full rebuild. */
    public boolean hasFull() {
      return plan.materialized() != ModelFile.Materialization.EPHEMERAL;
    }

    /** Whether there is a script of the first strategy. */
    public boolean hasIncremental() {
      return plan.materialized() == ModelFile.Materialization.TABLE;
    }
  }

  /**
   * An output column.
   *
   * @param name as the table has it
   * @param type the SQL type that the validator found; ANY where it is unknown
   * @param nullable as the validator found; shown to people, never used as proof
   * @param lineage the columns of sources and models that it is computed from, such as {@code
   *     atomic.events.page_url}
   */
  public record OutputColumn(String name, String type, boolean nullable, List<String> lineage) {
    public OutputColumn {
      type = ValueTypes.written(type);
      lineage = List.copyOf(lineage);
    }
  }
}
