package dev.accrete.compiler.validate;

import dev.accrete.compiler.parse.NodeSpans;
import dev.accrete.compiler.parse.ParsedText;
import dev.accrete.compiler.parse.SqlComments;
import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.template.Reference;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The text behind a syntax tree: where each node stands, what it says, and which nodes are
 * references.
 */
final class TextView {
  private final ParsedText parsed;
  private final Map<Integer, Reference> references = new HashMap<>();
  private final NodeSpans spans;

  TextView(ParsedText parsed) {
    this.parsed = parsed;
    this.spans = new NodeSpans(parsed.rendered().text(), parsed.offsets());
    parsed.rendered().references().forEach(r -> references.put(r.start(), r));
  }

  String text() {
    return parsed.rendered().text();
  }

  /** The reference that a table name stands for, if it came from {@code ref()}. */
  Optional<Reference> reference(SqlIdentifier name) {
    return Optional.ofNullable(references.get(parsed.offsets().start(name.getParserPosition())));
  }

  Origin origin(SqlNode node) {
    int[] span = span(node);
    return parsed.rendered().origin(span[0], span[1]);
  }

  /** Start and end of a node. */
  int[] span(SqlNode node) {
    return spans.of(node);
  }

  /** What stands in the text where a node is. */
  String written(SqlNode node) {
    int[] span = span(node);
    return text().substring(span[0], span[1]).strip();
  }

  /** What stands in the text where a node is, with blanks in place of comments. */
  String code(SqlNode node) {
    int[] span = span(node);
    return SqlComments.masked(text().substring(span[0], span[1])).strip();
  }

  static boolean isNowhere(SqlParserPos position) {
    return NodeSpans.isNowhere(position);
  }
}
