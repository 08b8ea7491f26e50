package dev.accrete.compiler;

import dev.accrete.compiler.analyze.Analysis;
import dev.accrete.compiler.catalogue.Functions;
import dev.accrete.compiler.certificate.RefusalCode;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Warns of functions that no catalogue has. */
final class UnknownFunctions {
  /** What a call can be named; operators are no likeness of anything. */
  private static final List<String> KNOWN =
      Stream.concat(
              // A word of the grammar, and called a function where it is misspelt.
              Stream.of("exists"),
              Functions.all().stream()
                  .map(entry -> entry.name().toLowerCase(Locale.ROOT))
                  .filter(name -> name.matches("\\w+")))
          .toList();

  private UnknownFunctions() {}

  /** One warning for each, where it is called first. */
  static List<Diagnostic> warnings(Analysis analysis) {
    return analysis.refusals().stream()
        .filter(r -> r.code() == RefusalCode.UNKNOWN_FUNCTION && r.origin() != null)
        .map(
            r -> {
              String name = r.message().replaceFirst("^the function (\\S+) is.*", "$1");
              return Diagnostic.of(Code.UNKNOWN_FUNCTION, r.origin().span(), name)
                  .withHint(hint(name));
            })
        .toList();
  }

  /** The nearest name, and what to do where the function is one's own. */
  private static String hint(String function) {
    String own = "where it is deterministic, " + RefusalCode.UNKNOWN_FUNCTION.remedy();
    return Nearest.to(function, KNOWN)
        .filter(name -> !name.equalsIgnoreCase(function))
        .map(name -> "did you mean " + name + "? " + own)
        .orElse(own);
  }
}
