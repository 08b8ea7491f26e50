package dev.accrete.runtime.artifact;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.runtime.artifact.TargetFolder.Prepared;
import dev.accrete.runtime.report.Json;
import dev.accrete.runtime.report.Manifest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Writes what a compilation gave: the same bytes for the same project. */
public final class CompiledFiles {
  private static final String COMPILED = "compiled";
  private static final String MANIFEST = "manifest.json";
  private static final String SELECT = "select.sql";
  private static final String FULL = "full.sql";
  private static final String INCREMENTAL = "incremental.sql";
  private static final String EXPLAIN = "explain.md";
  private static final String RUN = COMPILED + "/run.sql";
  private static final String RUN_FULL = COMPILED + "/run_full.sql";

  /** Of each model, as far as it has them. */
  private static final List<String> FILES = List.of(SELECT, FULL, INCREMENTAL, EXPLAIN);

  private static final List<String> SHARED = List.of(RUN, RUN_FULL, MANIFEST);

  private CompiledFiles() {}

  /**
   * Writes all files of a project, the manifest last, and deletes the folders of models that are
   * gone or broken.
   *
   * @return the stamps of what lies there now, by which it is known to be untouched
   */
  public static String write(TargetFolder folder, CompiledProject project, Manifest manifest)
      throws IOException {
    // Beside the others, as it takes as long as they do where few models changed.
    Future<Prepared> last =
        ForkJoinPool.commonPool()
            .submit(() -> folder.prepare(MANIFEST, writer -> Json.write(manifest, writer)));
    boolean complete = false;
    try {
      writeModels(folder, project);
      WrittenScripts scripts = WrittenScripts.of(folder, project.keys());
      scripts.write(RUN, project.scripts().run());
      scripts.write(RUN_FULL, project.scripts().runFull());
      scripts.keep();
      complete = true;
    } finally {
      try (Prepared prepared = of(last)) {
        if (complete) {
          prepared.place();
        }
      }
    }
    return folder.stamps();
  }

  private static Prepared of(Future<Prepared> file) throws IOException {
    try {
      return file.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while writing " + MANIFEST);
    } catch (ExecutionException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof IOException io) {
          throw io;
        }
        if (cause instanceof Error error) {
          throw error;
        }
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static void writeModels(TargetFolder folder, CompiledProject project) throws IOException {
    try {
      WrittenModels written = WrittenModels.of(folder);
      project.models().parallelStream()
          .forEach(
              model ->
                  write(
                      folder,
                      model,
                      Optional.ofNullable(project.keys().get(model.name())),
                      written));
      written.keep();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    folder.deleteOthers(COMPILED, compiled(project));
  }

  private static void write(
      TargetFolder folder, CompiledModel model, Optional<String> key, WrittenModels written) {
    try {
      if (model.result().isPresent() && (key.isEmpty() || !written.has(model.name(), key.get()))) {
        write(folder, model.name(), model.result().get());
        String place = place(model.name());
        key.ifPresent(k -> written.add(model.name(), k, folder.stamps(place, FILES)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The stamps of what lies there now of some models and of them all; empty where there are folders
   * of others. What somebody else put beside these files does not matter.
   */
  public static Optional<String> stamps(TargetFolder folder, Set<String> models)
      throws IOException {
    Path compiled = folder.path().resolve(COMPILED);
    for (String name : children(compiled)) {
      if (!models.contains(name)
          && Files.isDirectory(compiled.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
        return Optional.empty();
      }
    }
    StampSum sum = new StampSum();
    try {
      models.parallelStream()
          .forEach(model -> FILES.forEach(file -> add(sum, folder, place(model) + file)));
      SHARED.forEach(file -> add(sum, folder, file));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return Optional.of(sum.hash());
  }

  private static List<String> children(Path folder) {
    String[] names = folder.toFile().list();
    return names == null ? List.of() : List.of(names);
  }

  private static void add(StampSum sum, TargetFolder folder, String file) {
    try {
      sum.addFile(folder.path(), file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String place(String model) {
    return COMPILED + "/" + model + "/";
  }

  private static Set<String> compiled(CompiledProject project) {
    return project.models().stream()
        .filter(model -> model.result().isPresent())
        .map(CompiledModel::name)
        .collect(Collectors.toSet());
  }

  private static void write(TargetFolder folder, String model, CompiledModel.Result result)
      throws IOException {
    String place = place(model);
    String full = result.full();
    String incremental = result.incremental();
    Map<String, String> texts = new TreeMap<>();
    texts.put(SELECT, ended(result.select()));
    texts.put(EXPLAIN, ended(result.texts().explanation(full, incremental)));
    if (result.hasFull()) {
      texts.put(FULL, ended(full));
    }
    if (result.hasIncremental()) {
      texts.put(INCREMENTAL, ended(incremental));
    }
    folder.writeAll(place, texts);
    for (String file : FILES) {
      if (!texts.containsKey(file)) {
        folder.deleteFile(place + file);
      }
    }
  }

  private static String ended(String text) {
    return text.endsWith("\n") ? text : text + "\n";
  }
}
