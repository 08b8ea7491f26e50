package dev.accrete.compiler;

import dev.accrete.compiler.analyze.Analysis;
import dev.accrete.compiler.certificate.RefusalCode;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import java.util.List;

/** Warns of functions that no catalogue has. */
final class UnknownFunctions {
  private UnknownFunctions() {}

  /** One warning for each, where it is called first. */
  static List<Diagnostic> warnings(Analysis analysis) {
    return analysis.refusals().stream()
        .filter(r -> r.code() == RefusalCode.UNKNOWN_FUNCTION && r.origin() != null)
        .map(
            r ->
                Diagnostic.of(
                    Code.UNKNOWN_FUNCTION,
                    r.origin().span(),
                    r.message().replaceFirst("^the function (\\S+) is.*", "$1")))
        .map(d -> d.withHint("where it is deterministic, " + RefusalCode.UNKNOWN_FUNCTION.remedy()))
        .toList();
  }
}
