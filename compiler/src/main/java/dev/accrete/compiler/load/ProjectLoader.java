package dev.accrete.compiler.load;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Step 1: from the texts of a project to what they declare. Everything that is wrong with them is
 * found in one pass.
 */
public final class ProjectLoader {
  private static final String SETTINGS = ProjectFilesReader.SETTINGS;

  private final ValueTemplates templates;

  /**
   * A loader.
   *
   * @param templates evaluates templates in YAML values
   */
  public ProjectLoader(ValueTemplates templates) {
    this.templates = templates;
  }

  /**
   * What the files declare. The value is usable also where there are errors: what was wrong stands
   * as its default.
   */
  public Checked<Project> load(ProjectFiles given) {
    Findings findings = new Findings();
    ProjectFiles files = readable(given, findings);
    ProjectSettings settings = settings(files, findings);
    Map<String, Object> variables = settings.variables();

    TestsReader tests = new TestsReader(findings);
    EvaluatedValues values = new EvaluatedValues(templates, variables, findings);
    DeclarationsReader declarations =
        new DeclarationsReader(values, tests, new UnitTestReader(new FixtureReader(files)));
    files.files().values().stream()
        .filter(ProjectLoader::isDeclaration)
        .forEach(declarations::read);

    Names names = new Names(findings);
    List<SourceDeclaration> declared = new ArrayList<>(declarations.sources());
    List<SourceDeclaration> seeds =
        new SeedReader(declarations.seeds(), findings).read(seeds(files));
    declared.addAll(seeds);
    List<SourceDeclaration> sources = names.uniqueSources(declared);
    DeletesReader.check(sources, findings);
    new LoadedWithCheck(sources, findings).check();
    ModelReader reader = new ModelReader(templates, variables, settings.file(), tests, findings);
    List<ModelFile> models = names.uniqueModels(models(files, reader));
    List<ModelFile> documented =
        new ModelDocuments(findings)
            .merged(models, declarations.documents()).stream()
                .map(model -> model.below(settings.around()))
                .toList();
    boolean complete =
        declarations.complete()
            && seeds.size() == seeds(files).size()
            && files.unreadable().stream().noneMatch(ProjectLoader::declaresNames);
    List<DataTest> dataTests = new ArrayList<>(tests.tests());
    dataTests.addAll(sqlTests(files, new SqlTestReader(templates, variables, findings)));
    Map<String, Span> relations = relations(sources, documented);
    List<DataTest> named = TestNames.unique(dataTests, relations, findings);
    return findings.with(
        new Project(
            settings,
            sources,
            documented,
            macros(files),
            complete,
            named,
            unitTests(declarations.unitTests(), named, documented, relations, findings),
            files
                .file(SelectorsReader.FILE)
                .map(new SelectorsReader(values)::read)
                .orElse(List.of())));
  }

  /** The places of all that {@code ref()} can name. */
  private static Map<String, Span> relations(
      List<SourceDeclaration> sources, List<ModelFile> models) {
    Map<String, Span> relations = new TreeMap<>();
    models.forEach(model -> relations.put(model.name(), new Span(model.file(), 0, 0)));
    sources.forEach(source -> relations.put(source.name(), source.span()));
    return relations;
  }

  /** Each under a name of its own, about what is there. */
  private static List<UnitTest> unitTests(
      List<UnitTest> written,
      List<DataTest> others,
      List<ModelFile> models,
      Map<String, Span> relations,
      Findings findings) {
    Set<String> names = new TreeSet<>();
    models.forEach(model -> names.add(model.name()));
    Map<String, Span> taken = new LinkedHashMap<>();
    others.forEach(test -> taken.put(test.name(), test.place()));
    List<UnitTest> unique = new ArrayList<>();
    for (UnitTest test : written) {
      if (TestNames.isRelation(test.name(), test.place(), relations, findings)) {
        continue;
      }
      Span before = taken.putIfAbsent(test.name(), test.place());
      if (before != null) {
        findings.add(
            Diagnostic.of(Code.DUPLICATE_NAME, test.place(), "test", test.name())
                .withNote(before, "the other one stands here"));
        continue;
      }
      UnitTestReader.check(test, names, relations.keySet(), findings);
      unique.add(test);
    }
    return unique;
  }

  private static List<DataTest> sqlTests(ProjectFiles files, SqlTestReader reader) {
    return files.files().values().stream()
        .filter(file -> ProjectFolder.TESTS.holds(file.path(), ".sql"))
        .filter(file -> !file.path().startsWith(FixtureReader.FOLDER))
        .flatMap(file -> reader.read(file).stream())
        .toList();
  }

  /**
   * The files without byte order marks; those with characters that no file may hold count as
   * unreadable.
   */
  private static ProjectFiles readable(ProjectFiles given, Findings findings) {
    SortedMap<String, SourceFile> files = new TreeMap<>();
    SortedSet<String> unreadable = new TreeSet<>(given.unreadable());
    for (SourceFile file : given.files().values()) {
      String text = TextDecoder.withoutMark(file.text());
      SourceFile clean =
          text.length() == file.text().length() ? file : new SourceFile(file.path(), text);
      Optional<Characters.Found> found = Characters.forbidden(text);
      if (found.isPresent()) {
        Span place = new Span(clean, found.get().offset(), found.get().offset() + 1);
        findings.add(Diagnostic.of(Code.UNSUPPORTED_CHARACTER, place, found.get().name()));
        unreadable.add(file.path());
      } else {
        files.put(file.path(), clean);
      }
    }
    return new ProjectFiles(given.root(), files, unreadable);
  }

  private ProjectSettings settings(ProjectFiles files, Findings findings) {
    Optional<SourceFile> file = files.file(SETTINGS);
    if (file.isPresent()) {
      return new SettingsReader(templates, findings).read(file.get());
    }
    if (!files.unreadable().contains(SETTINGS)) {
      findings.add(Diagnostic.of(Code.PROJECT_FILE_MISSING, null, files.root()));
    }
    return SettingsReader.absent(new SourceFile(SETTINGS, ""));
  }

  private static List<ModelFile> models(ProjectFiles files, ModelReader reader) {
    SortedMap<String, ModelFile> models = new TreeMap<>();
    for (SourceFile file : files.files().values()) {
      if (ProjectFolder.MODELS.holds(file.path(), ".sql")) {
        models.put(file.path(), reader.read(file));
      }
    }
    for (String path : files.unreadable()) {
      if (ProjectFolder.MODELS.holds(path, ".sql")) {
        models.put(path, ModelReader.unusable(new SourceFile(path, "")));
      }
    }
    return List.copyOf(models.values());
  }

  private static List<SourceFile> macros(ProjectFiles files) {
    List<SourceFile> macros = new ArrayList<>(files.files().values());
    macros.removeIf(file -> !ProjectFolder.MACROS.holds(file.path(), ".ftl"));
    return macros;
  }

  private static List<SourceFile> seeds(ProjectFiles files) {
    return files.files().values().stream()
        .filter(file -> ProjectFolder.SEEDS.holds(file.path(), ".csv"))
        .toList();
  }

  private static boolean isDeclaration(SourceFile file) {
    return ProjectFolder.MODELS.holds(file.path(), ".yml", ".yaml")
        || ProjectFolder.SEEDS.holds(file.path(), ".yml", ".yaml");
  }

  private static boolean declaresNames(String path) {
    return ProjectFolder.MODELS.holds(path, ".yml", ".yaml")
        || ProjectFolder.SEEDS.holds(path)
        || ProjectFolder.MACROS.holds(path, ".ftl");
  }
}
