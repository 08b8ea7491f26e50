package dev.accrete.runtime.execute;

import dev.accrete.compiler.plan.Around.Contract;
import dev.accrete.compiler.plan.Around.ContractColumn;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.TypedColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Asks the engine whether a model's SELECT has the columns of its contract, before anything is
 * written. The engine names both the declared types and those that it finds.
 */
final class ContractCheck {
  private ContractCheck() {}

  /**
   * Checks it.
   *
   * @throws BreachException if a column has another type than the declared one
   */
  static void check(Session session, ModelPlan plan, Bindings bindings) {
    if (plan.around().contract().isEmpty()) {
      return;
    }
    Contract contract = plan.around().contract().get();
    List<TypedColumn> found =
        session.types("look at the columns of " + plan.model(), bindings.bind(contract.select()));
    List<TypedColumn> declared =
        session.types(
            "look at the contract of " + plan.model(),
            contract.columns().stream()
                .map(c -> "CAST(NULL AS " + c.type() + ")")
                .collect(Collectors.joining(", ", "SELECT ", "")));
    List<String> broken = new ArrayList<>();
    for (int i = 0; i < declared.size(); i++) {
      ContractColumn column = contract.columns().get(i);
      TypedColumn wanted = declared.get(i);
      found.stream()
          .filter(c -> c.name().equalsIgnoreCase(column.name()))
          .filter(c -> !c.fits(wanted))
          .forEach(c -> broken.add(sentence(column, c)));
    }
    if (!broken.isEmpty()) {
      throw new BreachException(
          "the contract of "
              + plan.model()
              + " is broken, so nothing was written: "
              + String.join("; ", broken));
    }
  }

  private static String sentence(ContractColumn column, TypedColumn found) {
    return column.place()
        + " declares the column "
        + column.name()
        + " as "
        + column.declared()
        + ", and it is "
        + found.shown();
  }
}
