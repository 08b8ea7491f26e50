package dev.accrete.runtime.sync;

import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.NullabilitySql;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.load.SourceDeclaration;
import dev.accrete.compiler.load.SourceDeclaration.Arrival;
import dev.accrete.compiler.load.SourceDeclaration.ChangeKind;
import dev.accrete.compiler.plan.TargetRelations;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.report.SourceRelations;
import dev.accrete.runtime.sync.SourceTable.FoundColumn;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the tables of sources from the target's catalogue. */
final class SourceTables {
  private final CompiledProject project;
  private final Session session;
  private final Dialect dialect;

  SourceTables(CompiledProject project, Session session, Dialect dialect) {
    this.project = project;
    this.session = session;
    this.dialect = dialect;
  }

  /** The table of a declared source; that of its landing rows where it has none of its own yet. */
  SourceTable of(SourceDeclaration source) {
    SourceTable own = read(SourceRelations.of(project, source));
    Optional<RelationName> landing = SourceRelations.landing(project, source);
    return own.columns().isEmpty() && landing.isPresent() ? read(landing.get()) : own;
  }

  /** The table that a source of this name would have. */
  SourceTable named(String name) {
    return read(new TargetRelations(project.project(), project.target()).source(undeclared(name)));
  }

  /** A source that nobody has declared. */
  private SourceDeclaration undeclared(String name) {
    int dot = name.indexOf('.');
    return new SourceDeclaration(
        name,
        dot < 0 ? null : name.substring(0, dot),
        name.substring(dot + 1),
        "",
        Optional.empty(),
        ChangeKind.SNAPSHOT,
        Arrival.ANY,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        project.target().span());
  }

  private SourceTable read(RelationName relation) {
    Set<String> neverNull =
        new HashSet<>(
            session.query(
                "look where " + relation.plain() + " allows no NULL",
                NullabilitySql.neverNull(dialect, relation, project.target().engine()),
                row -> row.text(1)));
    List<FoundColumn> columns =
        session.query(
            "look at the columns of " + relation.plain(),
            dialect.columnsOf(relation),
            row -> new FoundColumn(row.text(1), row.text(2), !neverNull.contains(row.text(1))));
    return new SourceTable(
        relation, columns, project.project().settings().dialect(), project.target().engine());
  }

  /** The tables of a schema of the target, by the names that sources have. */
  Set<String> names(String schema) {
    Set<String> names = new TreeSet<>();
    Map<String, String> mapped = project.target().sources();
    String there = mapped.getOrDefault(schema, schema);
    session
        .query(
            "look which tables there are", dialect.relationsIn(List.of(there)), row -> row.text(2))
        .forEach(table -> names.add(schema + "." + table));
    return names;
  }
}
