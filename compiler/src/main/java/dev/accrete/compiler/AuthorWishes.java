package dev.accrete.compiler;

import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Certificate.OpenAnswer;
import dev.accrete.compiler.certificate.Refusal;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.load.ModelFile.IncrementalMode;
import dev.accrete.compiler.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares what the author asks for in the front matter with what was found sound. */
final class AuthorWishes {
  private AuthorWishes() {}

  /** Errors where the author requires what is not sound. */
  static List<Diagnostic> unmet(ModelFile file, Certificate certificate) {
    List<Diagnostic> unmet = new ArrayList<>();
    Span place = place(file);
    ModelFile.Incremental wish = file.configuration().incremental();
    if (wish.mode() == IncrementalMode.REQUIRED && certificate.strategy() == Strategy.FULL) {
      Diagnostic required = Diagnostic.of(Code.REQUIRED_NOT_MET, place, reason(certificate));
      unmet.add(
          certificate.refusals().isEmpty()
              ? required
              : required.withHint(certificate.refusals().get(0).code().remedy()));
    }
    Optional<Strategy> pinned = Strategy.of(wish.strategy());
    if (pinned.filter(s -> !certificate.strategies().contains(s)).isPresent()) {
      unmet.add(
          Diagnostic.of(
              Code.PIN_UNSOUND,
              place,
              "strategy " + wish.strategy(),
              pinned
                  .flatMap(certificate::refusalOf)
                  .map(AuthorWishes::reason)
                  .orElseGet(() -> reason(certificate))));
    }
    List<Diagnostic> unknown = unknown(file, "incremental", wish.key(), certificate);
    unmet.addAll(unknown);
    boolean noKey = certificate.strategy() == Strategy.FULL || certificate.mergesAlone();
    if (!wish.key().isEmpty() && unknown.isEmpty() && noKey) {
      unmet.add(
          Diagnostic.of(
              Code.PIN_UNSOUND,
              place,
              "key " + String.join(", ", wish.key()),
              reason(certificate)));
    }
    unmet.addAll(unknown(file, "unique_key", file.configuration().uniqueKey(), certificate));
    return unmet;
  }

  /** Names in the front matter that are no output columns, where these are known. */
  private static List<Diagnostic> unknown(
      ModelFile file, String key, List<String> names, Certificate certificate) {
    Set<String> columns = certificate.columnMethods().keySet();
    return names.stream()
        .filter(name -> !columns.isEmpty() && columns.stream().noneMatch(name::equalsIgnoreCase))
        .map(
            name -> {
              Diagnostic unknown =
                  Diagnostic.of(
                      Code.UNKNOWN_COLUMN,
                      configuredAt(file, key),
                      name,
                      "the output of " + file.name());
              String hint = Nearest.hint(name, columns);
              return hint == null ? unknown : unknown.withHint(hint);
            })
        .toList();
  }

  private static Span configuredAt(ModelFile file, String key) {
    Span span = file.configuration().keySpans().get(key);
    return span == null ? file.beginning() : span;
  }

  /** A warning for each reason for which SQL leaves columns to the engine. */
  static List<Diagnostic> warnings(ModelFile file, Certificate certificate) {
    Map<String, List<OpenAnswer>> byReason = new LinkedHashMap<>();
    certificate
        .openAnswers()
        .forEach(o -> byReason.computeIfAbsent(o.reason(), r -> new ArrayList<>()).add(o));
    return byReason.values().stream().map(answers -> warning(file, answers)).toList();
  }

  private static Diagnostic warning(ModelFile file, List<OpenAnswer> answers) {
    String columns = answers.stream().map(OpenAnswer::column).collect(Collectors.joining(", "));
    String verb = answers.size() == 1 ? " is" : " are";
    return Diagnostic.of(
            Code.OPEN_ANSWER,
            file.beginning(),
            columns + verb + " left to the engine: " + answers.get(0).reason())
        .withHint(answers.get(0).remedy());
  }

  private static String reason(Certificate certificate) {
    if (!certificate.refusals().isEmpty()) {
      return reason(certificate.refusals().get(0));
    }
    boolean timed = !certificate.marks().isEmpty() || !certificate.flips().isEmpty();
    return timed
        ? "the model reads the clock, so its rows change without a change of an input"
        : "it is not derived yet";
  }

  private static String reason(Refusal refusal) {
    return refusal.code().id() + " " + refusal.message();
  }

  private static Span place(ModelFile file) {
    return configuredAt(file, "incremental");
  }
}
