package dev.accrete.runtime.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that stand before or behind any command. */
@Command(
    name = "accrete",
    description = {
      "Compiles plain SELECTs into sound incremental SQL, and runs it.",
      "",
    },
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  accrete demo                       the whole story in a minute",
      "  accrete init shop && cd shop       a small project of your own",
      "  accrete compile                    derive the SQL; no database needed",
      "  accrete run -s +visitors           bring visitors up to date, with all it reads",
      "  accrete help run                   more on one command",
      "",
      "Each option is also an environment variable: --full-refresh is ACCRETE_FULL_REFRESH.",
      "Exit codes: 0 done, 1 something failed, 2 misuse or no connection, 3 somebody else is at"
          + " it, 130 Ctrl-C.",
    })
final class GlobalOptions {
  /** How results are printed. */
  enum Format {
    TEXT,
    JSON
  }

  @Option(
      names = {"-p", "--project"},
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "The project's folder; by default the one above that has an accrete.yml.")
  @Nullable Path project;

  @Option(
      names = {"-t", "--target"},
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "The target of accrete.yml; by default the one named there.")
  @Nullable String target;

  @Option(
      names = "--vars",
      paramLabel = "VARS",
      scope = ScopeType.INHERIT,
      description = "Variables in place of the project's: '{site: shop}', in YAML.")
  @Nullable String variables;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      scope = ScopeType.INHERIT,
      description = "json prints the result alone on standard output, people's text on the other.")
  Format format = Format.TEXT;

  @Option(
      names = "--allow-outside",
      scope = ScopeType.INHERIT,
      description = "Lets a target's path lead out of the project's folder.")
  boolean allowOutside;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows this.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Shows the version.")
  boolean version;
}
