package dev.accrete.compiler.analyze;

import dev.accrete.compiler.catalogue.Functions;
import dev.accrete.compiler.dialect.ClockSql;
import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.tree.Relation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Analyzes one resolved model. */
public final class Analyzer {
  /** Why a model whose clock is bound and not derived is rebuilt. */
  public static final String CLOCK = "it reads the clock";

  private Analyzer() {}

  /**
   * What is known of a model as a whole.
   *
   * @param columns the output columns, which an opaque tree does not have
   * @param calls the places of functions and operators, by their names in upper case
   */
  public static Analysis analyze(
      Relation root, List<Field> columns, Map<String, Origin> calls, Functions functions) {
    return new Analysis(
        root,
        Lineage.of(root),
        FunctionRefusals.of(root, calls, functions),
        root instanceof Relation.Opaque
            ? OpenText.of(columns, calls.keySet(), functions)
            : OpenAnswers.of(root, functions),
        drift(calls.keySet(), functions));
  }

  /** Each run rebuilds what depends on more than the inputs and the moment that is bound. */
  private static Optional<String> drift(Set<String> calls, Functions functions) {
    Set<String> names = new TreeSet<>(calls);
    boolean timed =
        names.stream()
            .filter(name -> !ClockSql.areCalled(Set.of(name)))
            .anyMatch(name -> functions.kind(name) == Functions.Kind.CLOCK);
    return timed
        ? Optional.of(CLOCK)
        : names.stream()
            .filter(name -> functions.kind(name) == Functions.Kind.UNKNOWN)
            .findFirst()
            .map(
                name ->
                    "nobody promised that "
                        + name.toLowerCase(Locale.ROOT)
                        + " gives the same again");
  }
}
