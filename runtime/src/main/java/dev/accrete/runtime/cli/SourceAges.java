package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.dialect.Dialects;
import dev.accrete.compiler.dialect.FreshnessSql;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.load.Freshness;
import dev.accrete.compiler.load.SourceDeclaration;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.report.FreshnessReport;
import dev.accrete.runtime.report.Identity;
import dev.accrete.runtime.report.SourceRelations;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks how old the newest row of each source is. */
final class SourceAges {
  private static final Pattern TIME =
      Pattern.compile(
          "(\\d{4,6}-\\d\\d-\\d\\d)(?:[ T](\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?))?(?:Z|\\+00(?::?00)?)?");

  private final CompiledProject project;
  private final Session session;
  private final Instant now;

  SourceAges(CompiledProject project, Session session, Instant now) {
    this.project = project;
    this.session = session;
    this.now = now;
  }

  /** What a source's rows tell; a table that cannot be read is an error. */
  FreshnessReport.Entry of(SourceDeclaration source) {
    Optional<Freshness> declared = source.freshness();
    if (declared.isEmpty()) {
      return entry(source, "unknown", null, "no column tells the age of its rows");
    }
    Optional<String> newest;
    try {
      newest = newest(source, declared.get().column());
    } catch (EngineException e) {
      return entry(source, "error", null, String.valueOf(e.getMessage()));
    }
    if (newest.isEmpty()) {
      boolean limited =
          declared.get().errorAfter().or(() -> declared.get().warnAfter()).isPresent();
      return entry(source, limited ? "error" : "pass", null, "it has no rows");
    }
    Optional<LocalDateTime> time = time(newest.get());
    return time.map(t -> entry(source, status(declared.get(), age(t)), t, null))
        .orElseGet(
            () ->
                entry(
                    source,
                    "error",
                    null,
                    declared.get().column() + " is no timestamp of UTC: " + newest.get()));
  }

  private Optional<String> newest(SourceDeclaration source, String column) {
    RelationName table = SourceRelations.of(project, source);
    return session
        .query(
            "look for the newest row of " + source.name(),
            FreshnessSql.newest(Dialects.of(project.target().engine()), table, column),
            row -> Optional.ofNullable(row.textOrNull(1)))
        .get(0);
  }

  private static Optional<LocalDateTime> time(String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    LocalTime time = matcher.group(2) == null ? LocalTime.MIN : LocalTime.parse(matcher.group(2));
    return Optional.of(LocalDate.parse(matcher.group(1)).atTime(time));
  }

  private Duration age(LocalDateTime newest) {
    return Duration.between(newest.toInstant(ZoneOffset.UTC), now);
  }

  private static String status(Freshness allowed, Duration age) {
    if (allowed.errorAfter().filter(limit -> age.compareTo(limit) > 0).isPresent()) {
      return "error";
    }
    return allowed.warnAfter().filter(limit -> age.compareTo(limit) > 0).isPresent()
        ? "warn"
        : "pass";
  }

  private FreshnessReport.Entry entry(
      SourceDeclaration source,
      String status,
      @Nullable LocalDateTime newest,
      @Nullable String message) {
    return new FreshnessReport.Entry(
        Identity.source(project.project().settings().name(), source),
        source.name(),
        status,
        newest == null ? null : newest.toString(),
        newest == null ? null : age(newest).toSeconds(),
        seconds(source.freshness().flatMap(Freshness::warnAfter)),
        seconds(source.freshness().flatMap(Freshness::errorAfter)),
        message);
  }

  private static @Nullable Long seconds(Optional<Duration> limit) {
    return limit.map(Duration::toSeconds).orElse(null);
  }
}
