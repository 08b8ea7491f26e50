package dev.accrete.compiler.certificate;

import java.util.List;

/**
 * That new rows of some readings make new rows of the output, and change none that are there.
 *
 * @param growths the sets of readings that may grow together, best first; a run takes one
 */
public record Append(List<Growth> growths) {
  public Append {
    growths = List.copyOf(growths);
  }

  /**
   * Readings that may grow in one run while all others stand still: in each branch of a UNION ALL
   * one. Read by their new rows alone, they make the model's SELECT return its own new rows.
   *
   * @param references the numbers of the {@code ref()}s
   * @param inputs the inputs that are read by these alone, and so may have new rows
   */
  public record Growth(List<Integer> references, List<String> inputs) {
    public Growth {
      references = List.copyOf(references);
      inputs = List.copyOf(inputs);
    }
  }
}
