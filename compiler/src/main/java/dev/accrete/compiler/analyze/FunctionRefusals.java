package dev.accrete.compiler.analyze;

import dev.accrete.compiler.catalogue.Functions;
import dev.accrete.compiler.certificate.Refusal;
import dev.accrete.compiler.certificate.RefusalCode;
import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.tree.Relation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds functions whose value is not determined by the rows, or that nobody promised anything
 * about.
 */
final class FunctionRefusals {
  private FunctionRefusals() {}

  static List<Refusal> of(Relation root, Map<String, Origin> calls, Functions functions) {
    Map<String, Refusal> refusals = new LinkedHashMap<>();
    Expressions.calls(
        root,
        (node, call) -> {
          RefusalCode code =
              switch (functions.kind(call.operator())) {
                case CLOCK -> RefusalCode.CLOCK;
                case VOLATILE -> RefusalCode.NONDETERMINISTIC;
                case UNKNOWN, TABLE -> RefusalCode.UNKNOWN_FUNCTION;
                default -> null;
              };
          Moments.in(node, call)
              .ifPresent(
                  moment ->
                      refusals.putIfAbsent(
                          moment, Refusal.of(RefusalCode.CLOCK, node.origin(), moment)));
          if (code != null) {
            String name = call.operator().toLowerCase(Locale.ROOT);
            refusals.putIfAbsent(
                name, Refusal.of(code, calls.getOrDefault(call.operator(), node.origin()), name));
          }
        });
    return List.copyOf(refusals.values());
  }
}
