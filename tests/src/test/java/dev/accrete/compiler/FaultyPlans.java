package dev.accrete.compiler;

import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.check.CertificateCheck;
import dev.accrete.compiler.check.Objection;
import dev.accrete.compiler.dialect.ClockSql;
import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.Dialects;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.state.StateSql;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.load.Project;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.compiler.load.ProjectLoader;
import dev.accrete.compiler.load.ProjectSettings.TargetSettings;
import dev.accrete.compiler.parse.ReadAhead;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.compiler.plan.Planner;
import dev.accrete.compiler.plan.TargetRelations;
import dev.accrete.compiler.render.ModelRenderer;
import dev.accrete.compiler.render.ModelSql;
import dev.accrete.compiler.template.RenderSettings;
import dev.accrete.compiler.template.RenderedModel;
import dev.accrete.compiler.template.TemplateRenderer;
import dev.accrete.compiler.template.YamlTemplates;
import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Plans by certificates that a single fault changed, for projects whose models read sources alone.
 *
 * <p>It stands in this package because the steps of one model are nobody's library. What the
 * compiler has between derive and render, the check of the certificate, is left out here: the
 * objections are told beside the plan.
 */
public final class FaultyPlans {
  private final Project project;
  private final TargetRelations relations;
  private final ModelInputs inputs;
  private final Derivations derivations;
  private final Dialect dialect;
  private final Planner planner;
  private final TemplateRenderer templates;
  private final List<Derived> derived = new ArrayList<>();

  /**
   * A model that the fault concerns.
   *
   * @param plan by the faulty certificate
   * @param objections what the checker says of that certificate
   */
  public record Faulty(ModelPlan plan, List<Objection> objections) {
    public Faulty {
      objections = List.copyOf(objections);
    }

    /** The right plan with this one's ways to bring the table up to date. */
    public ModelPlan in(ModelPlan right) {
      return right
          .with(plan.recompute())
          .withAppend(plan.append())
          .withMerge(plan.merge())
          .withSideTables(plan.sideTables());
    }
  }

  private FaultyPlans(Map<String, String> files) {
    Map<String, String> none = Map.of();
    this.project =
        new ProjectLoader(new YamlTemplates(Map.of(), none)).load(ProjectFiles.of(files)).value();
    TargetSettings target = project.settings().targets().get(project.settings().defaultTarget());
    this.relations = new TargetRelations(project, target);
    this.inputs = new ModelInputs(project, relations, target.engine());
    this.derivations = new Derivations(project, inputs, target.engine(), new ReadAhead());
    this.dialect = Dialects.of(target.engine());
    this.planner =
        new Planner(
            dialect,
            new StateSql(
                dialect, target.stateSchema(), project.settings().name(), relations.schema()));
    this.templates =
        TemplateRenderer.of(
                project,
                new RenderSettings(
                    Map.of(), target.name(), relations.schema(), none, ClockSql.RUN_STARTED_AT))
            .value();
  }

  /** The models of a project, each with its right certificate. */
  public static FaultyPlans of(Map<String, String> files) {
    FaultyPlans plans = new FaultyPlans(files);
    for (ModelFile file : plans.project.models()) {
      RenderedModel rendered = plans.templates.render(file).value().orElseThrow();
      plans.derived.add(plans.derivations.derive(rendered).value().orElseThrow());
    }
    return plans;
  }

  /**
   * The models whose certificates a fault changes, by name.
   *
   * @param fault from a model's tree and its right certificate to another
   */
  public Map<String, Faulty> by(BiFunction<Relation, Certificate, Certificate> fault) {
    Map<String, Faulty> faulty = new LinkedHashMap<>();
    for (Derived model : derived) {
      Relation root = model.analysis().root();
      Certificate other = fault.apply(root, model.certificate());
      if (!other.equals(model.certificate())) {
        List<Objection> objections = CertificateCheck.check(root, other, Set.of());
        faulty.put(model.file().name(), new Faulty(plan(model.with(other)), objections));
      }
    }
    return faulty;
  }

  private ModelPlan plan(Derived derived) {
    return planner.plan(
        derived.file(),
        relations.model(derived.file()),
        derived.columns(),
        derived.plans(),
        false,
        "",
        derived.certificate(),
        render(derived));
  }

  private ModelSql render(Derived derived) {
    Map<String, RelationName> tables = new HashMap<>();
    derived.plans().forEach(p -> tables.put(p.name(), p.relation()));
    ModelRenderer renderer =
        new ModelRenderer(
            derived.parsed(),
            derived.validated().root(),
            name -> inputs.fields(name).orElse(List.of()),
            dialect,
            planner.inputSql(derived.plans(), derived.certificate().flips()),
            planner.keySets(derived.file().name()));
    return renderer.render(
        derived.certificate(),
        name -> dialect.relation(Optional.ofNullable(tables.get(name)).orElseThrow()));
  }
}
