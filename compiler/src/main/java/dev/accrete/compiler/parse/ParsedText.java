package dev.accrete.compiler.parse;

import dev.accrete.compiler.template.RenderedText;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlNode;

/**
 * A rendered text and its syntax tree.
 *
 * @param rendered the text; a closing semicolon is cut off
 * @param query the tree, not validated; the type checker changes it, so it is read before
 * @param offsets from the tree's positions to the text
 * @param aliased the numbers of the references that the author gave an alias
 * @param mayReadMore whether the text may read columns that no expression of the tree names: by a
 *     star in a select list, or in GROUP BY for grouping sets that HAVING leaves out
 * @param hasPath whether FROM has a name that is an array in a row of a table before it, or else
 *     the table of a schema that is called as that table is
 * @param unread why the text is left to its engine as it is written; the tree is empty then
 */
public record ParsedText(
    RenderedText rendered,
    SqlNode query,
    Offsets offsets,
    Set<Integer> aliased,
    boolean mayReadMore,
    boolean hasPath,
    Optional<Unread> unread) {
  public ParsedText {
    aliased = Set.copyOf(aliased);
  }

  /** A text that was read. */
  public ParsedText(
      RenderedText rendered,
      SqlNode query,
      Offsets offsets,
      Set<Integer> aliased,
      boolean mayReadMore,
      boolean hasPath) {
    this(rendered, query, offsets, aliased, mayReadMore, hasPath, Optional.empty());
  }
}
