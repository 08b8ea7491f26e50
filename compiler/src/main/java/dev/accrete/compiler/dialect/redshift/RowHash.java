package dev.accrete.compiler.dialect.redshift;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One number for all values of a row.
 *
 * <p>FNV_HASH may take a hash as the seed of the next one, but its documentation does not tell what
 * becomes of NULL. So the columns' hashes are joined as texts, in which nothing stands for NULL
 * alone, and that is hashed.
 */
final class RowHash {
  private RowHash() {}

  static String of(List<String> columns) {
    return columns.stream()
        .map(
            c ->
                "CASE WHEN %1$s IS NULL THEN '' ELSE CAST(FNV_HASH(%1$s) AS VARCHAR) END"
                    .formatted(c))
        .collect(Collectors.joining(" || ' ' || ", "FNV_HASH(", ")"));
  }
}
