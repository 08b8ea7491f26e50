package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.state.StateTables;
import dev.accrete.compiler.load.SourceDeclaration;
import dev.accrete.runtime.compare.FullSelect;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.report.SourceRelations;
import dev.accrete.runtime.state.StateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds what a person means by the name of a relation: a model, its full SELECT, a source, a table.
 */
final class Relations {
  private static final String FULL = ":full";

  private final CompiledProject project;
  private final Session session;
  private final StateTables tables;
  private final FullSelect selects;

  Relations(CompiledProject project, Session session, StateTables tables) {
    this.project = project;
    this.session = session;
    this.tables = tables;
    this.selects = new FullSelect(session, tables);
  }

  /** The relation as it stands in FROM; {@code m:full} is evaluated for it. */
  String from(String name) {
    if (name.endsWith(FULL)) {
      String model = name.substring(0, name.length() - FULL.length());
      CompiledModel.Result result = Compilation.model(project, model).result().orElseThrow();
      requireTable(result.plan().target(), model, "accrete run builds it");
      return selects.stage(selects.prepare(result.plan()));
    }
    if (project.model(name).isPresent()) {
      CompiledModel.Result result = Compilation.model(project, name).result().orElseThrow();
      return existing(result.plan().target(), name, "accrete run builds it");
    }
    Optional<SourceDeclaration> source = source(project, name);
    if (source.isPresent()) {
      String hint = "accrete load " + name + " FILE creates it";
      return existing(SourceRelations.of(project, source.get()), name, hint);
    }
    return table(name);
  }

  private String table(String name) {
    int dot = name.lastIndexOf('.');
    if (dot > 0) {
      RelationName table = new RelationName(name.substring(0, dot), name.substring(dot + 1));
      if (exists(table)) {
        return tables.dialect().relation(table);
      }
    }
    throw CommandFailure.misuse(
        "no model, source or table " + name, Nearest.hint(name, names(project)));
  }

  private String existing(RelationName relation, String name, String hint) {
    requireTable(relation, name, hint);
    return tables.dialect().relation(relation);
  }

  private void requireTable(RelationName relation, String name, String hint) {
    if (!exists(relation)) {
      throw CommandFailure.failed(name + " has no table " + relation.plain() + " yet", hint);
    }
  }

  private boolean exists(RelationName relation) {
    return new StateStore(session, tables)
        .relations(List.of(relation.schema()))
        .contains(tables.dialect().stored(relation));
  }

  /** The source of a name, if it is declared. */
  static Optional<SourceDeclaration> source(CompiledProject project, String name) {
    return project.project().sources().stream().filter(s -> s.name().equals(name)).findFirst();
  }

  /** All names of models and sources. */
  static List<String> names(CompiledProject project) {
    List<String> names = new ArrayList<>();
    project.models().forEach(model -> names.add(model.name()));
    project.project().sources().forEach(source -> names.add(source.name()));
    return names;
  }
}
