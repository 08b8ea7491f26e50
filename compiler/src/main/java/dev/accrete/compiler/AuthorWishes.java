package dev.accrete.compiler;

import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.load.ModelFile.IncrementalMode;
import dev.accrete.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Compares what the author asks for in the front matter with what was found sound. */
final class AuthorWishes {
  private AuthorWishes() {}

  /** Errors where the author requires what is not sound. */
  static List<Diagnostic> unmet(ModelFile file, Certificate certificate) {
    List<Diagnostic> unmet = new ArrayList<>();
    Span place = place(file);
    ModelFile.Incremental wish = file.configuration().incremental();
    if (wish.mode() == IncrementalMode.REQUIRED && certificate.strategy() == Strategy.FULL) {
      unmet.add(Diagnostic.of(Code.REQUIRED_NOT_MET, place, reason(certificate)));
    }
    if (wish.strategy() != null && !isSound(wish.strategy(), certificate)) {
      unmet.add(Diagnostic.of(Code.PIN_UNSOUND, place, wish.strategy(), reason(certificate)));
    }
    return unmet;
  }

  /** A warning for each column whose value SQL leaves to the engine. */
  static List<Diagnostic> warnings(ModelFile file, Certificate certificate) {
    Span start = new Span(file.file(), file.bodyStart(), file.bodyStart());
    return certificate.openAnswers().stream()
        .map(o -> Diagnostic.of(Code.OPEN_ANSWER, start, o.column() + " is left to the engine: " + o.reason()).withHint(o.remedy()))
        .toList();
  }

  private static boolean isSound(String strategy, Certificate certificate) {
    return certificate.strategies().stream().anyMatch(s -> s.word().equals(strategy.toLowerCase(Locale.ROOT)));
  }

  private static String reason(Certificate certificate) {
    return certificate.refusals().isEmpty()
        ? "it is not derived yet"
        : certificate.refusals().get(0).code().id() + " " + certificate.refusals().get(0).message();
  }

  private static Span place(ModelFile file) {
    Span key = file.configuration().keySpans().get("incremental");
    return key == null ? new Span(file.file(), file.bodyStart(), file.bodyStart()) : key;
  }
}
