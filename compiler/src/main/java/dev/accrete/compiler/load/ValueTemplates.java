package dev.accrete.compiler.load;

import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.source.Span;
import java.util.Map;
import java.util.Optional;

/**
 * Evaluates <code>${…}</code> in YAML values, after parsing: the load step's door to the template
 * language.
 */
@FunctionalInterface
public interface ValueTemplates {
  /**
   * The text of a value.
   *
   * @param template the value as written
   * @param place where the value stands, for findings
   * @param variables what {@code var} finds
   * @param findings takes what is wrong with the template
   * @return absent where the template failed, which is then among the findings
   */
  Optional<String> evaluate(
      String template, Span place, Map<String, Object> variables, Findings findings);
}
