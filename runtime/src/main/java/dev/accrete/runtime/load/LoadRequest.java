package dev.accrete.runtime.load;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.load.SourceDeclaration;
import dev.accrete.runtime.csv.LengthUnit;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to load where.
 *
 * @param source as declared
 * @param table the source's table in the target
 * @param landing the table that its rows arrive in instead, for a landing source
 * @param files CSV files with a header, or Parquet files (by the ending {@code .parquet})
 * @param ignoreExtra leave out columns of the files that are not declared, instead of refusing them
 * @param replace put the rows in the place of those that the table has
 * @param lengths what the n of {@code varchar(n)} counts in the project's dialect
 */
public record LoadRequest(
    SourceDeclaration source,
    RelationName table,
    Optional<RelationName> landing,
    List<Path> files,
    boolean ignoreExtra,
    boolean replace,
    LengthUnit lengths) {
  public LoadRequest {
    files = List.copyOf(files);
  }

  /** The table that the rows go to. */
  RelationName into() {
    return landing.orElse(table);
  }
}
