package dev.accrete.compiler.explain;

import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Merge;
import dev.accrete.compiler.certificate.Merge.Kind;
import dev.accrete.compiler.certificate.Strategy;
import java.util.List;

/** Tells how changes are merged into groups, and when. */
final class Merging {
  private Merging() {}

  static List<String> of(Certificate certificate) {
    return certificate.merge().stream()
        .map(merge -> sentence(certificate, merge, isFirst(certificate)))
        .toList();
  }

  private static boolean isFirst(Certificate certificate) {
    return certificate.strategy() == Strategy.MERGE;
  }

  private static String sentence(Certificate certificate, Merge merge, boolean first) {
    boolean extremes =
        merge.parts().stream().anyMatch(p -> p.kind() == Kind.MIN || p.kind() == Kind.MAX);
    if (merge.isOneRow()) {
      return oneRow(merge, extremes);
    }
    return "The groups can be merged: a change alone says how many rows and which sums each group"
        + " gains or loses, and a side table keeps what every group has, those that HAVING hides"
        + " too."
        + (extremes
            ? " A group that may have lost its least or greatest value is computed again."
            : "")
        + counted(merge)
        + rest(certificate, merge)
        + (first
            ? " That is pinned, and done where the changes are known exactly: a run that meets"
                + " grown batches computes the touched keys again, and so does `incremental.sql`."
            : " A run merges where a rebuild found the groups to be hot: many rows each, so that"
                + " reading them again costs more. Or pin it: `incremental: {strategy: merge}`.");
  }

  private static String oneRow(Merge merge, boolean extremes) {
    return "The model is one row for all of history, and changes are merged into it: a change alone"
        + " says how many rows and which sums the row gains or loses, and a side table keeps what"
        + " it has, also where HAVING hides it."
        + (extremes
            ? " Where it may have lost its least or greatest value, all is computed again."
            : "")
        + counted(merge)
        + " A run that meets grown batches rebuilds the table, and so does `incremental.sql`.";
  }

  /** What does not add up is computed again, beside what does. */
  private static String rest(Certificate certificate, Merge merge) {
    if (!merge.hasRest()) {
      return "";
    }
    List<String> names = List.copyOf(certificate.columnMethods().keySet());
    List<String> columns = merge.restColumns().stream().map(i -> "`" + names.get(i) + "`").toList();
    String what = columns.isEmpty() ? "What HAVING asks" : String.join(", ", columns);
    return " "
        + what
        + (columns.size() > 1 ? " do" : " does")
        + " not add up: a changed group has that computed again, from the inputs but over the"
        + " columns alone that it needs, and joined to what was merged.";
  }

  private static String counted(Merge merge) {
    return merge.parts().stream().anyMatch(p -> p.kind() == Kind.DISTINCT)
        ? " Distinct values are counted by a further side table, of how often each value is there."
        : "";
  }
}
