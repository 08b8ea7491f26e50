package dev.accrete.compiler.dialect;

import java.util.List;
import java.util.Set;

/**
 * What a model does with a column whose result may be another one, though every value is what it
 * was, where the column gets another type.
 */
public enum ValueUse {
  /** Numbers are divided, or are operands of functions that may look at their type. */
  DIVIDED,
  /** Texts are made of numbers: {@code 1.50} equals {@code 1.5000}, and is written apart. */
  WRITTEN,
  /** Numbers are added, multiplied or compared, which rounds those with a floating point. */
  FLOATED,
  /** Texts are compared or made of others: blanks at the end of a CHAR come and go with it. */
  SPELT;

  /** Any of them. */
  public static final Set<ValueUse> ALL = Set.copyOf(List.of(values()));
}
