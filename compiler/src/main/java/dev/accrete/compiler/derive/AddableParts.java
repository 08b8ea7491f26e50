package dev.accrete.compiler.derive;

import dev.accrete.compiler.certificate.Merge.Kind;
import dev.accrete.compiler.certificate.Merge.Part;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.StrictValues;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tells what to keep of an aggregate so that signed rows alone bring it up to date. */
final class AddableParts {
  private static final Map<String, Kind> KINDS =
      Map.of("COUNT", Kind.COUNT, "SUM", Kind.SUM, "MIN", Kind.MIN, "MAX", Kind.MAX);

  private AddableParts() {}

  /** The part of an aggregate that adds up; none where it does not, or its values may not. */
  static Optional<Part> of(Relation input, Expression expression) {
    if (!(expression instanceof Expression.Call call)) {
      return Optional.empty();
    }
    String text = String.join("", call.glue()).replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    if (call.operator().equals("COUNT") && text.equals("COUNT(*)")) {
      return Optional.of(new Part(Kind.ROWS, Optional.empty()));
    }
    Kind kind = KINDS.get(call.operator());
    if (kind == null || call.operands().size() != 1) {
      return Optional.empty();
    }
    Expression argument = call.operands().get(0);
    if (text.equals("COUNT(DISTINCT)")) {
      boolean counted = !argument.columns().isEmpty() && StrictValues.isStrict(input, argument);
      return counted
          ? Optional.of(new Part(Kind.DISTINCT, Optional.of(argument)))
          : Optional.empty();
    }
    if (!text.equals(call.operator() + "()")) {
      return Optional.empty();
    }
    boolean mergeable =
        kind == Kind.SUM
            ? StrictValues.isExact(input, argument)
            : kind == Kind.COUNT || StrictValues.isStrict(input, argument);
    return mergeable ? Optional.of(new Part(kind, Optional.of(argument))) : Optional.empty();
  }
}
