package dev.accrete.runtime.unittest;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.Compiler;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.load.ModelFile.Incremental;
import dev.accrete.compiler.load.ModelFile.Materialization;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.compiler.load.ProjectSettings;
import dev.accrete.compiler.load.SourceDeclaration;
import dev.accrete.compiler.load.SourceDeclaration.ChangeKind;
import dev.accrete.compiler.load.UnitTest;
import dev.accrete.runtime.report.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The project of one unit test: its model as a table, what that sees through, and its inputs as
 * sources, on DuckDB.
 */
final class ScratchProject {
  private final CompiledProject outer;
  private final UnitTest test;
  private final CompileOptions options;

  /**
   * The project.
   *
   * @param outer the project of the model under test
   * @param options the options that it was compiled with
   */
  ScratchProject(CompiledProject outer, UnitTest test, CompileOptions options) {
    this.outer = outer;
    this.test = test;
    this.options = options;
  }

  /**
   * Compiles it: with those views of the project that the model names, or with all of them where it
   * makes up their names.
   */
  CompiledProject compile() throws UnitTestException {
    if (outer.model(test.model()).isEmpty()) {
      throw UnitTestException.unplayable("the project has no model " + test.model());
    }
    Set<String> upstream = upstream();
    Checked<Optional<CompiledProject>> compiled = compiled(upstream);
    if (isUsable(compiled)) {
      return compiled.value().orElseThrow();
    }
    Set<String> all = seenThrough().keySet();
    Checked<Optional<CompiledProject>> again = all.equals(upstream) ? compiled : compiled(all);
    if (isUsable(again)) {
      return again.value().orElseThrow();
    }
    throw UnitTestException.unplayable(
        test.place().location()
            + " the model does not compile over what is given (each input needs rows, if only rows: []): "
            + compiled.diagnostics().stream()
                .filter(Diagnostic::isError)
                .map(Diagnostic::message)
                .findFirst()
                .orElse("no error is told"));
  }

  private Checked<Optional<CompiledProject>> compiled(Set<String> views) throws UnitTestException {
    Map<String, Object> variables = new LinkedHashMap<>(options.variables());
    variables.putAll(test.variables());
    return Compiler.compile(
        ProjectFiles.of(texts(views)),
        new CompileOptions(Optional.empty(), variables, options.environment()));
  }

  private boolean isUsable(Checked<Optional<CompiledProject>> compiled) {
    return compiled
        .value()
        .flatMap(project -> project.model(test.model()))
        .flatMap(CompiledModel::result)
        .isPresent();
  }

  /** The views that the model's text names, or those that it names, or a macro. */
  private Set<String> upstream() {
    Map<String, ModelFile> views = seenThrough();
    Set<String> upstream = new TreeSet<>();
    Deque<String> texts = new ArrayDeque<>();
    outer.project().macros().forEach(macro -> texts.add(macro.text()));
    outer.project().models().stream()
        .filter(model -> model.name().equals(test.model()))
        .forEach(model -> texts.add(model.body()));
    while (!texts.isEmpty()) {
      String text = texts.remove();
      views.forEach(
          (name, view) -> {
            if (!upstream.contains(name) && isNamed(name, text)) {
              upstream.add(name);
              texts.add(view.body());
            }
          });
    }
    return upstream;
  }

  private static boolean isNamed(String name, String text) {
    return text.contains(name)
        && Pattern.compile("(?<!\\w)" + Pattern.quote(name) + "(?!\\w)").matcher(text).find();
  }

  private Map<String, ModelFile> seenThrough() {
    Map<String, ModelFile> views = new TreeMap<>();
    for (ModelFile model : outer.project().models()) {
      if (model.configuration().materialized() != Materialization.TABLE
          && !model.name().equals(test.model())
          && !test.inputs().contains(model.name())) {
        views.put(model.name(), model);
      }
    }
    return views;
  }

  private Map<String, String> texts(Set<String> views) throws UnitTestException {
    Map<String, String> texts = new TreeMap<>();
    texts.put("accrete.yml", Json.text(settings()));
    outer.project().macros().forEach(macro -> texts.put(macro.path(), macro.text()));
    List<Map<String, Object>> sources = new ArrayList<>();
    for (String input : test.inputs()) {
      sources.add(source(input));
    }
    texts.put("models/given.yml", Json.text(Map.of("sources", sources)));
    for (ModelFile model : outer.project().models()) {
      boolean tested = model.name().equals(test.model());
      if (tested || views.contains(model.name())) {
        texts.put("models/" + model.name() + ".sql", text(model, tested));
      }
    }
    return texts;
  }

  private Map<String, Object> settings() {
    ProjectSettings settings = outer.project().settings();
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("name", "unit_test");
    written.put("schema", "tested");
    written.put("dialect", settings.dialect());
    written.put("vars", settings.variables());
    written.put("functions", settings.functions());
    written.put("validate", word(settings.validation()));
    written.put("target", outer.target().name());
    written.put(
        "targets",
        Map.of(outer.target().name(), Map.of("engine", "duckdb", "path", "target/none.duckdb")));
    return written;
  }

  private Map<String, Object> source(String input) throws UnitTestException {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("name", input);
    Optional<SourceDeclaration> declared =
        outer.project().sources().stream().filter(s -> s.name().equals(input)).findFirst();
    Map<String, Object> columns = new LinkedHashMap<>();
    if (declared.isPresent()) {
      ofSource(declared.get(), written, columns);
    } else {
      CompiledModel.Result model =
          outer
              .model(input)
              .flatMap(CompiledModel::result)
              .orElseThrow(
                  () -> UnitTestException.unplayable("the input " + input + " does not compile"));
      model
          .columns()
          .forEach(c -> columns.put(quoted(c.name()), column(type(c.type()), c.nullable())));
      written.put("changes", "snapshot");
    }
    written.put("columns", columns);
    return written;
  }

  /**
   * Sources that are claimed or compared as a whole are played as mutable tables. What is claimed
   * of their columns has a say in the choice of keys, and in nothing else: rows may break it.
   */
  private static void ofSource(
      SourceDeclaration source, Map<String, Object> written, Map<String, Object> columns) {
    source.readable().forEach(c -> columns.put(quoted(c.name()), column(c.type(), c.nullable())));
    List<String> key = source.uniqueKey().stream().map(ScratchProject::quoted).toList();
    if (!key.isEmpty() && columns.keySet().containsAll(key)) {
      written.put("unique_key", key);
    }
    boolean appended = source.changes() == ChangeKind.APPEND && source.loadedAt().isPresent();
    if (appended) {
      SourceDeclaration.LoadedAt stamp = source.loadedAt().get();
      written.put(
          "loaded_at", Map.of("column", quoted(stamp.column()), "grain", word(stamp.grain())));
      if (!source.sortkeys().isEmpty()) {
        written.put("sortkeys", source.sortkeys().stream().map(ScratchProject::quoted).toList());
      }
    } else {
      written.put("changes", source.changes() == ChangeKind.STATIC ? "static" : "snapshot");
    }
  }

  private static Object column(String type, boolean nullable) {
    return nullable ? type : Map.of("type", type, "nullable", false);
  }

  /** A type that the compiler does not know is played as text. */
  private static String type(String type) {
    return type.equalsIgnoreCase("any") ? "varchar" : type;
  }

  private static String quoted(String column) {
    return column.equals(column.toLowerCase(Locale.ROOT))
        ? column
        : '"' + column.replace("\"", "\"\"") + '"';
  }

  private static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  /** The model's own SELECT, with what of its front matter shapes its increments. */
  private static String text(ModelFile model, boolean tested) {
    Map<String, Object> matter = new LinkedHashMap<>();
    matter.put("materialized", tested ? "table" : "ephemeral");
    if (model.configuration().validation() != null) {
      matter.put("validate", word(model.configuration().validation()));
    }
    if (tested) {
      matter.put(
          "unique_key",
          model.configuration().uniqueKey().stream().map(ScratchProject::quoted).toList());
      matter.put("incremental", incremental(model.configuration().incremental()));
    }
    return "---\n" + Json.text(matter).strip() + "\n---\n" + model.body();
  }

  private static Map<String, Object> incremental(Incremental wish) {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("mode", word(wish.mode()));
    if (wish.strategy() != null) {
      written.put("strategy", wish.strategy());
    }
    if (!wish.key().isEmpty()) {
      written.put("key", wish.key().stream().map(ScratchProject::quoted).toList());
    }
    wish.timeWindow()
        .ifPresent(
            window -> {
              written.put("column", quoted(window.column()));
              written.put("grain", window.grain());
              written.put("lookback", window.lookback());
            });
    return written;
  }
}
