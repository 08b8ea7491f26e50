package dev.accrete.compiler.load;

import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;

/**
 * A statement that an author wants carried out around a model.
 *
 * @param sql its template, as written
 * @param transaction whether one that stands after the model belongs to the model's commit
 * @param place where it stands
 */
public record Hook(String sql, boolean transaction, Span place) {
  /** The template as a file that stands for the line it was written in. */
  public ModelFile text(String model) {
    return new ModelFile(
        model,
        new SourceFile(place.file().path(), sql),
        0,
        sql.length(),
        ModelFile.ModelConfiguration.SEEN_THROUGH);
  }
}
