package dev.accrete.tests.fuzz;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.Compiler;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.DiagnosticPrinter;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.compiler.source.Span;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Compiles a project and judges what comes back: either it compiles, or every mistake has a code
 * and a place in a file that exists.
 */
final class Probe implements AutoCloseable {
  /** Findings about a project that has no such file or name, so that there is no place to show. */
  private static final Set<Code> WITHOUT_PLACE =
      EnumSet.of(Code.PROJECT_FILE_MISSING, Code.UNKNOWN_TARGET);

  /** What no person should read. */
  private static final Pattern INTERNAL =
      Pattern.compile(
          "Exception|Error:|org\\.apache|freemarker\\.|org\\.yaml|dev\\.accrete|\\bjava\\.");

  private final Duration limit;
  private ExecutorService worker = worker();

  /** A probe that waits so long for one project. */
  Probe(Duration limit) {
    this.limit = limit;
  }

  /** What is wrong with the compiler's answer; empty where nothing is. */
  Optional<String> fault(Map<String, String> files) {
    Future<Optional<String>> answer = worker.submit(() -> judged(files));
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      worker.shutdownNow();
      worker = worker();
      return Optional.of("takes longer than " + limit.toSeconds() + " s");
    } catch (ExecutionException e) {
      return Optional.of("throws " + thrown(e.getCause()));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<String> judged(Map<String, String> files) {
    Checked<Optional<CompiledProject>> compiled =
        Compiler.compile(ProjectFiles.of(files), CompileOptions.DEFAULT);
    for (Diagnostic diagnostic : compiled.diagnostics()) {
      Optional<String> fault = fault(diagnostic, files);
      if (fault.isPresent()) {
        return Optional.of(fault.get() + ": " + DiagnosticPrinter.sentence(diagnostic));
      }
    }
    compiled.value().ifPresent(Probe::write);
    boolean silent = compiled.value().isEmpty() && !compiled.hasErrors();
    // A project without a target has nothing to compile, which the command line says.
    return silent && files.getOrDefault("accrete.yml", "").contains("engine")
        ? Optional.of("nothing comes out, and nothing is said")
        : Optional.empty();
  }

  /** Writes what {@code accrete compile} writes. */
  private static void write(CompiledProject project) {
    for (CompiledModel model : project.models()) {
      model.result().ifPresent(result -> result.explanation());
    }
    project.run();
    project.runFull();
  }

  private static Optional<String> fault(Diagnostic diagnostic, Map<String, String> files) {
    if (diagnostic.code() == Code.RENDERED_SQL_INVALID) {
      return Optional.of("Accrete's own SQL is wrong");
    }
    String text = DiagnosticPrinter.print(diagnostic);
    String sentence = diagnostic.message() + " " + diagnostic.hint();
    if (sentence.isBlank() || sentence.length() > 4_000 || text.indexOf('\0') >= 0) {
      return Optional.of("no readable message");
    }
    if (INTERNAL.matcher(sentence).find()
        && files.values().stream().noneMatch(f -> INTERNAL.matcher(f).find())) {
      return Optional.of("a message from inside");
    }
    Span span = diagnostic.span();
    if (span == null) {
      return WITHOUT_PLACE.contains(diagnostic.code())
          ? Optional.empty()
          : Optional.of("a message without a place");
    }
    String file = files.get(span.file().path());
    boolean inside = file != null && span.end() <= file.length();
    return inside ? Optional.empty() : Optional.of("a place outside the file");
  }

  private static String thrown(Throwable problem) {
    StringBuilder text = new StringBuilder(problem.toString());
    Throwable cause = problem;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    StackTraceElement[] trace = cause.getStackTrace();
    text.append(" by ").append(cause.getClass().getSimpleName());
    for (int i = 0; i < Math.min(12, trace.length); i++) {
      text.append("\n    at ").append(trace[i]);
    }
    return text.toString();
  }

  private static ExecutorService worker() {
    return Executors.newSingleThreadExecutor(
        work -> {
          Thread thread = new Thread(work, "probe");
          thread.setDaemon(true);
          return thread;
        });
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
