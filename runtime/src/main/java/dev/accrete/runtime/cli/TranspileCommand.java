package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.Transpilation;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.DiagnosticPrinter;
import dev.accrete.compiler.dialect.duckdb.DuckDbDialect;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.tree.Field;
import dev.accrete.runtime.report.TranspileReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code accrete transpile}: a file's SQL in another dialect. */
@Command(
    name = "transpile",
    description =
        "Prints the SELECT of a file in another dialect, or each of its statements: functions, types and"
            + " clauses by the table that docs/dialects.md shows. Front matter and ${} stay as they are."
            + " In a project the columns of its sources and models have their types. What has no equal is"
            + " an error with its place; the other statements are printed.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  accrete transpile models/sessions.sql --to duckdb",
      "  accrete transpile query.sql --from postgres --to redshift",
      "  pbpaste | accrete transpile - --to duckdb",
    })
final class TranspileCommand implements Callable<Integer> {
  private final Workspace workspace;

  /** The dialects that there are. */
  enum Dialect {
    redshift,
    postgres,
    duckdb;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(
      paramLabel = "FILE",
      description = "One SELECT, several ones, or a model; - reads standard input.")
  private String file = "";

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DIALECT",
      description = "redshift, postgres or duckdb.")
  private Dialect to = Dialect.duckdb;

  @Option(
      names = "--from",
      defaultValue = "redshift",
      paramLabel = "DIALECT",
      description = "The file's own dialect; redshift where it is not said.")
  private Dialect from = Dialect.redshift;

  TranspileCommand(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public Integer call() {
    SourceFile source = source();
    Checked<Optional<String>> sql =
        Transpilation.transpile(source, from.toString(), to.toString(), relations());
    // What is wrong in a script keeps the others from nobody.
    boolean shown = !sql.hasErrors() || Transpilation.isScript(source, from.toString());
    if (workspace.json()) {
      workspace.print(report(sql, shown));
    } else {
      if (!sql.diagnostics().isEmpty()) {
        workspace.shell().err().print(DiagnosticPrinter.print(sql.diagnostics()));
        workspace.shell().err().println();
      }
      if (!shown) {
        return ExitCode.FAILED;
      }
      workspace.text().print(sql.value().orElseThrow());
      if (to == Dialect.duckdb && from != to) {
        workspace.say(
            "it means the same in sessions with the settings of Accrete's: "
                + String.join("; ", new DuckDbDialect().sessionSettings()));
      }
    }
    return sql.hasErrors() ? ExitCode.FAILED : ExitCode.DONE;
  }

  /** What a project that the command is called in tells of its sources and models. */
  private Map<String, List<Field>> relations() {
    return workspace.findProject().isPresent()
        ? Compilation.of(workspace).project().map(CompiledProject::relations).orElse(Map.of())
        : Map.of();
  }

  private TranspileReport report(Checked<Optional<String>> sql, boolean shown) {
    List<String> errors =
        sql.diagnostics().stream()
            .filter(Diagnostic::isError)
            .map(DiagnosticPrinter::sentence)
            .toList();
    return new TranspileReport(
        from.toString(), to.toString(), shown ? sql.value().orElse(null) : null, errors);
  }

  private SourceFile source() {
    try {
      return file.equals("-")
          ? new SourceFile("<stdin>", standardInput())
          : new SourceFile(
              file.replace('\\', '/'), Files.readString(workspace.resolve(Path.of(file))));
    } catch (IOException | InvalidPathException e) {
      throw CommandFailure.misuse(
          (file.equals("-") ? "standard input" : file) + " cannot be read",
          "name a file of UTF-8 text");
    }
  }

  /** Like files, it must be UTF-8. */
  private String standardInput() throws IOException {
    byte[] bytes = workspace.shell().in().readAllBytes();
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
