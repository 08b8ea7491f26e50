package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.Statement;
import java.util.HashMap;
import java.util.Map;

/** The literals that stand for the parameters of statements in a run. */
final class Bindings {
  private final Map<String, String> values = new HashMap<>();

  Bindings() {}

  private Bindings(Map<String, String> values) {
    this.values.putAll(values);
  }

  /** A copy, for what one model alone binds. */
  Bindings copy() {
    return new Bindings(values);
  }

  /**
   * Binds a parameter.
   *
   * @param parameter one of the texts of {@link Statement}, such as {@link Statement#FREEZE}
   * @param literal SQL
   */
  Bindings set(String parameter, String literal) {
    values.put(parameter, literal);
    return this;
  }

  Bindings set(String parameter, long literal) {
    return set(parameter, Long.toString(literal));
  }

  String bind(String sql) {
    return bind(new Statement("", sql));
  }

  String bind(Statement statement) {
    return statement.bind(
        name -> {
          String value = values.get(Statement.parameter(name));
          if (value == null) {
            throw new IllegalStateException(
                "nothing is bound to " + name + " in: " + statement.purpose());
          }
          return value;
        });
  }
}
