package dev.accrete.compiler.parse;

import dev.accrete.compiler.template.RenderedText;
import org.apache.calcite.sql.SqlNode;

/**
 * A rendered text and its syntax tree.
 *
 * @param rendered the text; a closing semicolon is cut off
 * @param query the tree, not validated; the type checker changes it, so it is read before
 * @param offsets from the tree's positions to the text
 */
public record ParsedText(RenderedText rendered, SqlNode query, Offsets offsets) {}
