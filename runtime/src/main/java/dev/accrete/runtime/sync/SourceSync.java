package dev.accrete.runtime.sync;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.load.CatalogueColumn;
import dev.accrete.compiler.load.NotEditableException;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.compiler.load.SourceDeclaration;
import dev.accrete.compiler.load.SourceEditor;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.report.SyncReport;
import dev.accrete.runtime.report.SyncReport.Added;
import dev.accrete.runtime.report.SyncReport.ChangedFile;
import dev.accrete.runtime.report.SyncReport.Differing;
import dev.accrete.runtime.report.SyncReport.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings declarations up to their tables: new columns come behind the declared ones, absent types
 * are filled in, and other types are taken over where that is asked for. Nothing is ever deleted.
 */
public final class SourceSync {
  private final CompiledProject project;
  private final ProjectFiles files;
  private final SourceTables tables;
  private final DeclarationFiles declarations;
  private final boolean overwrite;

  /**
   * Prepares it; nothing is written by this class.
   *
   * @param files the texts that the project was compiled from
   * @param dialect of the target's engine
   * @param overwrite whether the table's types take the place of declared ones
   */
  public SourceSync(
      CompiledProject project,
      ProjectFiles files,
      CompileOptions options,
      Session session,
      Dialect dialect,
      boolean overwrite) {
    this.project = project;
    this.files = files;
    this.tables = new SourceTables(project, session, dialect);
    this.declarations = new DeclarationFiles(files, options);
    this.overwrite = overwrite;
  }

  /** What changes, source by source, in the order of their names, and the diff of each file. */
  public SyncReport report(Collection<SourceDeclaration> declared, Collection<String> undeclared) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    undeclared.forEach(name -> entries.put(name, declare(name)));
    declared.stream()
        .sorted(
            Comparator.comparing((SourceDeclaration s) -> s.span().file().path())
                .thenComparing(s -> -s.span().start())) // what is above keeps its place
        .forEach(source -> entries.put(source.name(), update(source)));
    List<Entry> sorted =
        entries.values().stream().sorted(Comparator.comparing(Entry::name)).toList();
    List<ChangedFile> changed = new ArrayList<>();
    for (SourceFile file : declarations.changed()) {
      String before = files.file(file.path()).map(SourceFile::text).orElse("");
      changed.add(new ChangedFile(file.path(), UnifiedDiff.of(file.path(), before, file.text())));
    }
    return new SyncReport(sorted, changed, false);
  }

  /** The files as they are to be written. */
  public List<SourceFile> changed() {
    return declarations.changed();
  }

  /** Whether the target has a table that a source of this name would be. */
  public boolean hasTable(String name) {
    return !tables.named(name).columns().isEmpty();
  }

  /** The tables of a schema, by the names that sources have. */
  public Set<String> tables(String schema) {
    return tables.names(schema);
  }

  private Entry update(SourceDeclaration source) {
    SourceTable table = tables.of(source);
    String path = source.span().file().path();
    String relation = table.relation().plain();
    if (table.columns().isEmpty()) {
      return error(source.name(), relation, path, "there is no table " + relation);
    }
    SourceDifference difference = SourceDifference.of(source, table);
    List<CatalogueColumn> written = new ArrayList<>(difference.untyped());
    if (overwrite) {
      difference.differing().forEach(d -> written.add(d.found()));
    }
    List<CatalogueColumn> meant = new ArrayList<>(written);
    meant.addAll(difference.added());
    Optional<String> failure = Optional.empty();
    if (!meant.isEmpty()) {
      failure = changed(source, meant, written, difference.added());
    }
    boolean done = failure.isEmpty();
    return new Entry(
        source.name(),
        relation,
        path,
        done ? meant.isEmpty() ? "unchanged" : "changed" : "error",
        added(difference),
        differing(difference, done && overwrite),
        difference.gone(),
        failure
            .map(reason -> path + " cannot be changed by itself: " + reason)
            .or(() -> unwritable(difference))
            .orElse(null));
  }

  private Optional<String> changed(
      SourceDeclaration source,
      List<CatalogueColumn> meant,
      List<CatalogueColumn> written,
      List<CatalogueColumn> added) {
    try {
      declarations.change(
          source,
          meant,
          editor -> {
            for (CatalogueColumn column : written) {
              editor.change(source, column);
            }
            if (!added.isEmpty()) {
              editor.add(source, added);
            }
          });
      return Optional.empty();
    } catch (NotEditableException e) {
      return Optional.of(e.getMessage() + "");
    }
  }

  private static List<Added> added(SourceDifference difference) {
    List<CatalogueColumn> all = new ArrayList<>(difference.untyped());
    all.addAll(difference.added());
    return all.stream().map(c -> new Added(c.name(), c.type(), c.nullable())).toList();
  }

  private static List<Differing> differing(SourceDifference difference, boolean overwritten) {
    return difference.differing().stream()
        .map(
            d ->
                new Differing(
                    d.declared().name(),
                    d.declared().type(),
                    d.found().type(),
                    d.found().nullable(),
                    overwritten))
        .toList();
  }

  private static Optional<String> unwritable(SourceDifference difference) {
    return difference.unwritable().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "no declaration can hold the names of "
                + difference.unwritable().size()
                + " of its columns, which are left out");
  }

  private Entry declare(String name) {
    SourceTable table = tables.named(name);
    String relation = table.relation().plain();
    List<CatalogueColumn> columns =
        table.columns().stream()
            .filter(c -> SourceEditor.canName(c.name()))
            .map(table::declared)
            .toList();
    String path = path(name);
    try {
      declarations.declare(path, name, NewDeclaration.lines(name, columns), columns);
    } catch (NotEditableException e) {
      return error(name, relation, path, path + " cannot be changed by itself: " + e.getMessage());
    }
    return new Entry(
        name,
        relation,
        path,
        "declared",
        columns.stream().map(c -> new Added(c.name(), c.type(), c.nullable())).toList(),
        List.of(),
        List.of(),
        columns.size() == table.columns().size()
            ? null
            : "columns whose names no declaration can hold are left out");
  }

  /** Where the sources of the same schema are declared, or any, or a new file. */
  private String path(String name) {
    String schema = name.contains(".") ? name.substring(0, name.indexOf('.') + 1) : "";
    List<String> paths =
        project.project().sources().stream()
            .filter(source -> source.seed().isEmpty())
            .sorted(Comparator.comparing(source -> !source.name().startsWith(schema)))
            .map(source -> source.span().file().path())
            .distinct()
            .toList();
    return paths.stream()
        .filter(path -> new SourceEditor(declarations.file(path).orElseThrow()).takesSources())
        .findFirst()
        .or(() -> declarations.changed().stream().map(SourceFile::path).findFirst())
        .orElseGet(
            () ->
                declarations.file("models/sources.yml").isEmpty()
                    ? "models/sources.yml"
                    : "models/" + schema.replace('.', '_') + "sources.yml");
  }

  private static Entry error(String name, String relation, String path, String message) {
    return new Entry(name, relation, path, "error", List.of(), List.of(), List.of(), message);
  }
}
