package dev.accrete.runtime.sync;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.Compiler;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.load.CatalogueColumn;
import dev.accrete.compiler.load.NotEditableException;
import dev.accrete.compiler.load.Project;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.compiler.load.SourceDeclaration;
import dev.accrete.compiler.load.SourceDeclaration.Column;
import dev.accrete.compiler.load.SourceDeclaration.Deletes;
import dev.accrete.compiler.load.SourceEditor;
import dev.accrete.compiler.source.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The YAML files of a project while declarations in them change. A change is taken only where the
 * file, read again, declares what was meant and nothing else in another way.
 */
final class DeclarationFiles {
  private static final String SETTINGS = "accrete.yml";
  private static final String UNCLEAR =
      "the file is written so that a change there would change other things as well";

  private final ProjectFiles project;
  private final CompileOptions options;
  private final SortedMap<String, SourceFile> changed = new TreeMap<>();

  DeclarationFiles(ProjectFiles project, CompileOptions options) {
    this.project = project;
    this.options = options;
  }

  /** What changes a file. */
  @FunctionalInterface
  interface Change {
    void make(SourceEditor editor) throws NotEditableException;
  }

  /** The files that are other than they were. */
  List<SourceFile> changed() {
    return List.copyOf(changed.values());
  }

  /** A file as it stands now; absent where there is none. */
  Optional<SourceFile> file(String path) {
    return Optional.ofNullable(changed.get(path)).or(() -> project.file(path));
  }

  /**
   * Changes the columns of a source, which stands where it stood when the project was read:
   * whatever is above it has not changed yet.
   *
   * @param meant the columns by which others are replaced, or that are new
   */
  void change(SourceDeclaration source, List<CatalogueColumn> meant, Change change)
      throws NotEditableException {
    SourceFile before = file(source.span().file().path()).orElseThrow();
    SourceEditor editor = new SourceEditor(before);
    change.make(editor);
    take(before, editor.edited(), source.name(), columns(source, meant));
  }

  /** Declares a source that was not declared, at the end of a file's list. */
  void declare(String path, String name, List<String> lines, List<CatalogueColumn> meant)
      throws NotEditableException {
    Optional<SourceFile> before = file(path);
    SourceFile after;
    if (before.isPresent()) {
      SourceEditor editor = new SourceEditor(before.get());
      editor.declare(lines);
      after = editor.edited();
    } else {
      after = new SourceFile(path, "sources:\n  - " + String.join("\n    ", lines) + "\n");
    }
    take(before.orElseGet(() -> new SourceFile(path, "")), after, name, columns(meant));
  }

  private void take(SourceFile before, SourceFile after, String name, Map<String, Column> expected)
      throws NotEditableException {
    Checked<Project> old = declared(before);
    Checked<Project> now = declared(after);
    Map<String, SourceDeclaration> left = byName(old.value());
    boolean fine = errors(old).containsAll(errors(now));
    for (SourceDeclaration source : now.value().sources()) {
      SourceDeclaration was = left.remove(source.name());
      fine &=
          source.name().equals(name)
              ? byColumn(source.columns()).equals(expected)
                  && (was == null || like(source, was, was.columns()).equals(was))
              : was != null && like(source, was, source.columns()).equals(was);
    }
    if (!fine || !left.isEmpty()) {
      throw new NotEditableException(UNCLEAR);
    }
    changed.put(after.path(), after);
  }

  private Checked<Project> declared(SourceFile file) {
    SortedMap<String, SourceFile> files = new TreeMap<>();
    project.file(SETTINGS).ifPresent(settings -> files.put(SETTINGS, settings));
    files.put(file.path(), file);
    return Compiler.declarations(new ProjectFiles(project.root(), files), options);
  }

  /** What is wrong, each as often as it is; places are other ones below a change. */
  private static Set<String> errors(Checked<Project> checked) {
    Map<String, Integer> counts = new HashMap<>();
    Set<String> errors = new HashSet<>();
    for (Diagnostic error : checked.diagnostics()) {
      if (error.isError()) {
        String told = error.code() + " " + error.message();
        errors.add(counts.merge(told, 1, Integer::sum) + " " + told);
      }
    }
    return errors;
  }

  private static Map<String, SourceDeclaration> byName(Project project) {
    Map<String, SourceDeclaration> byName = new LinkedHashMap<>();
    project.sources().forEach(source -> byName.put(source.name(), source));
    return byName;
  }

  /** The declaration at another place and with other columns. */
  private static SourceDeclaration like(
      SourceDeclaration source, SourceDeclaration place, List<Column> columns) {
    return new SourceDeclaration(
        source.name(),
        source.schema(),
        source.table(),
        source.description(),
        source.loadedAt(),
        source.changes(),
        source.arrival(),
        source.check(),
        source.landing(),
        columns,
        source.uniqueKey(),
        source.ignored(),
        source.sortkeys(),
        source.freshness(),
        place.span(),
        source.seed(),
        source.deletes().map(d -> at(d, place.deletes())),
        source.loadedWith().map(with -> place.loadedWith().map(with::placedAs).orElse(with)));
  }

  private static Deletes at(Deletes named, Optional<Deletes> place) {
    return place.map(other -> new Deletes(named.source(), other.span())).orElse(named);
  }

  private static Map<String, Column> columns(
      SourceDeclaration source, List<CatalogueColumn> meant) {
    Map<String, Column> columns = byColumn(source.columns());
    for (CatalogueColumn column : meant) {
      String key = column.name().toLowerCase(Locale.ROOT);
      String description = columns.containsKey(key) ? columns.get(key).description() : "";
      columns.put(key, new Column(column.name(), column.type(), column.nullable(), description));
    }
    return columns;
  }

  private static Map<String, Column> columns(List<CatalogueColumn> meant) {
    List<Column> columns = new ArrayList<>();
    meant.forEach(c -> columns.add(new Column(c.name(), c.type(), c.nullable(), "")));
    return byColumn(columns);
  }

  private static Map<String, Column> byColumn(List<Column> columns) {
    Map<String, Column> byName = new TreeMap<>();
    columns.forEach(column -> byName.put(column.name().toLowerCase(Locale.ROOT), column));
    return byName;
  }
}
