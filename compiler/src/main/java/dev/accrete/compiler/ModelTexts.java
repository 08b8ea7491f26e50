package dev.accrete.compiler;

import dev.accrete.compiler.explain.Explanation;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.compiler.plan.ScriptWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The long texts that a model's plan stands for. They are written when somebody asks, each time
 * anew: a run asks for none of them, and those of a big project would fill the memory.
 */
public interface ModelTexts {
  /** The stand-alone script of the full rebuild. */
  String full();

  /** The stand-alone script of the first strategy. */
  String incremental();

  /**
   * The derivation as a person would tell it, in Markdown.
   *
   * @param full what {@link #full()} says, which it shows
   * @param incremental what {@link #incremental()} says, which it shows
   */
  String explanation(String full, String incremental);

  /**
   * Those of a table.
   *
   * @param hidden the plans of hidden models that go with it
   * @param told the explanation without the scripts that it shows
   */
  record OfTable(ScriptWriter writer, List<ModelPlan> hidden, ModelPlan plan, Supplier<String> told)
      implements ModelTexts {
    public OfTable {
      hidden = List.copyOf(hidden);
    }

    @Override
    public String full() {
      return writer.full(hidden, plan);
    }

    @Override
    public String incremental() {
      return writer.incremental(hidden, plan);
    }

    @Override
    public String explanation(String full, String incremental) {
      List<ModelPlan> all = new ArrayList<>(hidden);
      all.add(plan);
      boolean rounds = all.stream().anyMatch(p -> p.components().isPresent());
      return Explanation.withScripts(
          told.get(),
          List.of(
              new Explanation.Script("full.sql", rounds ? writer.told().full(hidden, plan) : full),
              new Explanation.Script(
                  "incremental.sql",
                  rounds ? writer.told().incremental(hidden, plan) : incremental)));
    }
  }

  /** Those of a view, which a script creates, or of an ephemeral model, which has none. */
  record OfView(String script, String explanation) implements ModelTexts {
    @Override
    public String full() {
      return script;
    }

    @Override
    public String incremental() {
      return "";
    }

    @Override
    public String explanation(String full, String incremental) {
      return explanation;
    }
  }
}
