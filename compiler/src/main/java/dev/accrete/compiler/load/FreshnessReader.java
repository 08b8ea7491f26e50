package dev.accrete.compiler.load;

import dev.accrete.compiler.load.SourceDeclaration.LoadedAt;
import dev.accrete.compiler.load.YamlValue.Fields;
import dev.accrete.compiler.source.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code freshness} and {@code loaded_at_field} of a source. */
final class FreshnessReader {
  private final Section section;
  private final String source;
  private final Span place;

  FreshnessReader(Section section, String source, Span place) {
    this.section = section;
    this.source = source;
    this.place = place;
  }

  /** The age that is allowed; absent where nothing is said, or the source tells no age. */
  Optional<Freshness> read(Optional<LoadedAt> loadedAt) {
    Optional<String> column =
        section.column("loaded_at_field").or(() -> loadedAt.map(LoadedAt::column));
    Optional<YamlValue> value = section.value("freshness");
    if (value.isPresent() && column.isEmpty()) {
      section.wrong(
          "freshness", "left out on a source without loaded_at or loaded_at_field", value.get());
      return Optional.empty();
    }
    if (value.isEmpty()) {
      return column.map(c -> new Freshness(c, Optional.empty(), Optional.empty()));
    }
    if (!(value.get() instanceof Fields map)) {
      section.wrong("freshness", "a map of warn_after and error_after", value.get());
      return Optional.empty();
    }
    Section below = new Section("freshness of " + source, place, map, section.findings());
    Freshness read =
        new Freshness(column.orElseThrow(), age(below, "warn_after"), age(below, "error_after"));
    below.finish();
    return Optional.of(read);
  }

  private Optional<Duration> age(Section freshness, String key) {
    Optional<YamlValue> value = freshness.value(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (!(value.get() instanceof Fields map)) {
      freshness.wrong(key, "a map such as {count: 12, period: hour}", value.get());
      return Optional.empty();
    }
    Section below =
        new Section(key + " of the freshness of " + source, place, map, section.findings());
    String count = below.required("count", "");
    Optional<String> period = below.choice("period", List.of("minute", "hour", "day"));
    if (period.isEmpty() && below.keyPlace("period").isEmpty() && !below.isMisspelt("period")) {
      below.missing("period");
    }
    below.finish();
    if (!count.matches("[0-9]{1,6}")) {
      below.value("count").ifPresent(written -> below.wrong("count", "a whole number", written));
      return Optional.empty();
    }
    return period.map(unit -> duration(Long.parseLong(count), unit));
  }

  private static Duration duration(long count, String period) {
    return switch (period) {
      case "minute" -> Duration.ofMinutes(count);
      case "hour" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }
}
