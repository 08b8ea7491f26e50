package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.DiagnosticPrinter;
import dev.accrete.compiler.dialect.state.StateTables;
import dev.accrete.compiler.load.ProjectSettings.TargetSettings;
import dev.accrete.compiler.template.ConnectionSettings;
import dev.accrete.compiler.template.TargetTemplates;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.DriverLogs;
import dev.accrete.runtime.engine.ServerProperties;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import dev.accrete.runtime.engine.postgres.PostgresDatabase;
import dev.accrete.runtime.engine.redshift.RedshiftDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

/** Opens the database of a target. Settings with secrets are evaluated here, and nowhere before. */
final class Connector {
  private static final String PROPERTY = "properties.";
  private static final Pattern SECRET = Pattern.compile(".*(password|pwd|secret|token|key).*");

  private final Workspace workspace;
  private final TargetSettings target;
  private final Map<String, Object> variables;

  Connector(Workspace workspace, CompiledProject project) {
    this.workspace = workspace;
    this.target = project.target();
    this.variables = new HashMap<>(project.project().settings().variables());
    variables.putAll(workspace.compileOptions().variables());
  }

  /** The state's tables of a project in its target. */
  static StateTables state(CompiledProject project, Database database) {
    TargetSettings target = project.target();
    String schema =
        Optional.ofNullable(target.schema()).orElse(project.project().settings().schema());
    return new StateTables(
        database.dialect(), target.stateSchema(), project.project().settings().name(), schema);
  }

  /** Opens the database for queries and runs. */
  Database open() {
    return workspace.interruption().watch(isServer() ? server() : DuckDbDatabase.open(file()));
  }

  /** Opens the database to look at tables that somebody has filled: no file is made for that. */
  Database openToRead() {
    if (isMissing()) {
      throw CommandFailure.failed(
          missing(),
          "accrete load and accrete run make it; or is the path in accrete.yml another one?");
    }
    return openAsItIs();
  }

  private Database openAsItIs() {
    return isReadOnly()
        ? workspace.interruption().watch(DuckDbDatabase.openReadOnly(file()))
        : open();
  }

  /** Whether the database is a file that this user can read and cannot write. */
  boolean isReadOnly() {
    return !isServer() && Files.isReadable(file()) && !Files.isWritable(file());
  }

  /** Says that the file cannot be written. */
  String readOnly() {
    return "the file " + settings().getOrDefault("path", "") + " cannot be written by this user";
  }

  /**
   * Opens the database to tell what a run would do. Where there is no file yet, one without tables
   * stands for it, in memory.
   */
  Database openToPlan() {
    return isMissing() ? workspace.interruption().watch(DuckDbDatabase.inMemory()) : openAsItIs();
  }

  /** Whether the database is a file that no load and no run has made yet. */
  boolean isMissing() {
    return !isServer() && !Files.exists(file(), LinkOption.NOFOLLOW_LINKS);
  }

  /** Says that the file is missing. */
  String missing() {
    return "there is no database " + settings().getOrDefault("path", "") + " yet";
  }

  /** Opens the database for a load, which reads other files. */
  Database openForLoad() {
    return workspace
        .interruption()
        .watch(isServer() ? server() : DuckDbDatabase.openForLoad(file()));
  }

  private boolean isServer() {
    return target.engine().equals("postgres") || isRedshift();
  }

  private boolean isRedshift() {
    return target.engine().equals("redshift");
  }

  /** The server of a URL. What its driver is told is limited: a project may be a stranger's. */
  private Database server() {
    DriverLogs.silence();
    Map<String, String> settings = settings();
    String url = settings.getOrDefault("url", "");
    requireOwn(url);
    Properties properties = properties(url, settings);
    return isRedshift()
        ? RedshiftDatabase.of(url, properties)
        : PostgresDatabase.of(url, properties);
  }

  private void requireOwn(String url) {
    boolean redshift = isRedshift();
    if (!url.startsWith(redshift ? "jdbc:redshift:" : "jdbc:postgresql:")) {
      throw CommandFailure.misuse(
          "the url of the target "
              + target.name()
              + " is none of "
              + (redshift ? "Redshift's" : "PostgreSQL's"),
          redshift
              ? "write, say, url: jdbc:redshift://cluster.example.com:5439/warehouse"
              : "write, say, url: jdbc:postgresql://localhost/warehouse");
    }
  }

  private Properties properties(String url, Map<String, String> settings) {
    ServerProperties known = isRedshift() ? ServerProperties.REDSHIFT : ServerProperties.POSTGRES;
    Map<String, String> properties = new HashMap<>();
    settings.forEach(
        (key, value) -> {
          if (key.startsWith(PROPERTY)) {
            properties.put(key.substring(PROPERTY.length()), value);
          }
        });
    List<String> forbidden = known.forbidden(url, properties, workspace.outsideAllowed());
    if (!forbidden.isEmpty()) {
      throw CommandFailure.misuse(
          "the target "
              + target.name()
              + " may not set "
              + String.join(", ", forbidden)
              + ", which could load classes or touch files",
          "leave it out; --allow-outside permits " + known.filesByName());
    }
    for (String key : List.of("user", "password")) {
      Optional.ofNullable(settings.get(key)).ifPresent(value -> properties.put(key, value));
    }
    return ServerProperties.of(properties);
  }

  /** The DuckDB file, which has to lie in the project unless a flag says otherwise. */
  Path file() {
    requireDuckDb();
    String path = settings().getOrDefault("path", "");
    if (path.isEmpty()) {
      throw CommandFailure.misuse(
          "the target " + target.name() + " has no path", "write, say, path: target/dev.duckdb");
    }
    Path project = workspace.project();
    Path file = project.resolve(path).normalize();
    if (!workspace.outsideAllowed() && !isInside(project, file)) {
      throw CommandFailure.misuse(
          "the path of the target " + target.name() + " leads out of the project",
          "--allow-outside permits that");
    }
    return file;
  }

  /** The connection's settings, evaluated now; what is secret among them is masked from here on. */
  private Map<String, String> settings() {
    Checked<ConnectionSettings> settings =
        new TargetTemplates(variables, workspace.shell().environment()).connection(target);
    settings.value().secrets().forEach(workspace.secrets()::add);
    settings.value().values().forEach(this::keepSecret);
    if (settings.hasErrors()) {
      String sentence = DiagnosticPrinter.sentence(settings.diagnostics().get(0));
      throw CommandFailure.misuse(
          "the target " + target.name() + " cannot be used: " + sentence, null);
    }
    return settings.value().values();
  }

  private void keepSecret(String key, String value) {
    if (SECRET.matcher(key.toLowerCase(Locale.ROOT)).matches()) {
      workspace.secrets().add(value);
    }
    if (key.equals("url")) {
      UrlCredentials.of(value).forEach(workspace.secrets()::add);
    }
  }

  private void requireDuckDb() {
    if (!target.engine().equals("duckdb")) {
      throw CommandFailure.misuse(
          "the target "
              + target.name()
              + " is on "
              + target.engine()
              + ", which this version compiles for but does not run on",
          "run target/compiled/run.sql there, or choose a DuckDB target with -t");
    }
  }

  /** Links count as what they lead to. */
  private static boolean isInside(Path project, Path file) {
    try {
      Path existing = file;
      while (existing != null && !Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
        existing = existing.getParent();
      }
      return file.startsWith(project)
          && existing != null
          && existing.toRealPath().startsWith(project.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }

  /** A setting as it may be shown. */
  String shown(String key, String written) {
    boolean secret = SECRET.matcher(key.toLowerCase(Locale.ROOT)).matches();
    return secret && !written.startsWith("${") ? Secrets.MASK : UrlCredentials.maskedUrl(written);
  }
}
