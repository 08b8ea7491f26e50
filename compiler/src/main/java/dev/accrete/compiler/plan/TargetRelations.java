package dev.accrete.compiler.plan;

import dev.accrete.compiler.dialect.Dialects;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.state.StateTables;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.load.Project;
import dev.accrete.compiler.load.ProjectSettings.TargetSettings;
import dev.accrete.compiler.load.SourceDeclaration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the sources and models of a project are in one target. */
public final class TargetRelations {
  private final Project project;
  private final TargetSettings target;

  /** The relations of a project in a target. */
  public TargetRelations(Project project, TargetSettings target) {
    this.project = project;
    this.target = target;
  }

  /** The schema that models go to unless they say otherwise: the target's, else the project's. */
  public String schema() {
    return target.schema() == null ? project.settings().schema() : target.schema();
  }

  /** Accrete's own tables. */
  public StateTables state() {
    return new StateTables(
        Dialects.of(target.engine()), target.stateSchema(), project.settings().name(), schema());
  }

  /**
   * The table of a model. A model's own schema becomes {@code <target schema>_<model schema>} where
   * the target has one. A hidden model's is beside the state.
   */
  public RelationName model(ModelFile model) {
    if (model.partOf() != null) {
      return state().hidden(model.name());
    }
    String own = model.configuration().schema();
    if (own == null) {
      return stored(schema(), model.name());
    }
    return stored(target.schema() == null ? own : target.schema() + "_" + own, model.name());
  }

  /**
   * The table of a source; its schema as the target maps it, or the schema of models where it is
   * declared without one.
   */
  public RelationName source(SourceDeclaration source) {
    return loaded(source.schema(), source.table());
  }

  /** The table that rows of a landing source arrive in; its schema goes as a source's does. */
  public Optional<RelationName> landing(SourceDeclaration source) {
    return source.landing().map(landing -> loaded(landing.schema(), landing.table()));
  }

  private RelationName loaded(@Nullable String declared, String table) {
    return stored(
        declared == null ? schema() : target.sources().getOrDefault(declared, declared), table);
  }

  /** As the catalogue has it, in which runs look what is there. */
  private RelationName stored(String schema, String table) {
    return Dialects.of(target.engine()).stored(new RelationName(schema, table));
  }
}
