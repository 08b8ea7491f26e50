package dev.accrete.compiler.explain;

import dev.accrete.compiler.certificate.Append.Growth;
import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Strategy;
import java.util.List;
import java.util.stream.Collectors;

/** Tells when a run adds rows and does nothing else. */
final class Appending {
  private Appending() {}

  static List<String> of(Certificate certificate) {
    return certificate.append().stream()
        .map(append -> sentence(append.growths(), otherwise(certificate)))
        .toList();
  }

  private static String sentence(List<Growth> growths, String otherwise) {
    String grown =
        growths.stream()
            .map(
                growth ->
                    growth.inputs().stream()
                        .map(input -> "`" + input + "`")
                        .collect(Collectors.joining(" and ")))
            .distinct()
            .collect(Collectors.joining(", or of "));
    return "Each row is made of rows that stand alone, so new rows of "
        + grown
        + " make new rows here and change none: they are added. A run that finds anything else"
        + " pending, such as grown batches, removed rows or changes of another input, "
        + otherwise
        + ".";
  }

  private static String otherwise(Certificate certificate) {
    return certificate.strategies().contains(Strategy.RECOMPUTE)
        ? "computes the touched keys again, and so does `incremental.sql`, which cannot choose"
        : "rebuilds the table";
  }
}
