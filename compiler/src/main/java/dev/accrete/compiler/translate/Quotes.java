package dev.accrete.compiler.translate;

import dev.accrete.compiler.parse.NodeSpans;
import dev.accrete.compiler.parse.SqlComments;
import dev.accrete.compiler.template.EditedText.Edit;
import dev.accrete.compiler.template.EditedText.Own;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;

/** Names as the other engine reads them: with quotes, folded, or behind AS. */
final class Quotes {
  private final NodeSpans spans;
  private final String text;
  private final NamedTypes types;
  private final Walk.Dialects dialects;

  Quotes(NodeSpans spans, String text, NamedTypes types, Walk.Dialects dialects) {
    this.spans = spans;
    this.text = text;
    this.types = types;
    this.dialects = dialects;
  }

  /** What has to be written anew of a name. */
  List<Edit> of(SqlIdentifier name) {
    List<Edit> edits = new ArrayList<>();
    for (int i = 0; i < name.names.size() && !name.isStar(); i++) {
      SqlNode part = name.isSimple() ? name : name.getComponent(i);
      folded(part, name.names.get(i), edits);
      quoted(part, edits);
    }
    return edits;
  }

  /** Names that are words of the engine's. */
  private void quoted(SqlNode part, List<Edit> edits) {
    String own = written(part);
    if (EngineWords.isReserved(own, dialects.to())) {
      int[] span = span(part);
      String kept = dialects.to().equals("postgres") ? own.toLowerCase(Locale.ROOT) : own;
      edits.add(new Edit(span[0], span[1], List.of(new Own('"' + kept + '"'))));
    }
  }

  /** Redshift folds names in quotes as well, PostgreSQL does not. */
  private void folded(SqlNode part, String own, List<Edit> edits) {
    String lower = own.toLowerCase(Locale.ROOT);
    boolean folds = dialects.from().equals("redshift") && dialects.to().equals("postgres");
    boolean quoted = folds && !lower.equals(own) && written(part).startsWith("\"");
    if (quoted && !types.isDeclared(own)) {
      int[] span = span(part);
      Own folded = new Own('"' + lower.replace("\"", "\"\"") + '"');
      edits.add(new Edit(span[0], span[1], List.of(folded)));
    }
  }

  /** The name of a column without AS, where the engine takes it for another word without. */
  List<Edit> withAs(SqlNode value, SqlNode name) {
    int[] span = spans.of(name);
    int from = spans.of(value)[1];
    boolean isBare =
        EngineWords.needsAs(written(name), dialects.to())
            && from <= span[0]
            && SqlComments.masked(text.substring(from, span[0])).isBlank();
    return isBare ? List.of(new Edit(span[0], span[0], List.of(new Own("AS ")))) : List.of();
  }

  private String written(SqlNode node) {
    int[] span = span(node);
    return text.substring(span[0], span[1]);
  }

  /** Where a name stands, without the parentheses around it that its place may take in. */
  private int[] span(SqlNode name) {
    int[] span = spans.of(name);
    int start = span[0];
    int end = span[1];
    while (start < end && isAround(text.charAt(start))) {
      start++;
    }
    while (end > start && isAround(text.charAt(end - 1))) {
      end--;
    }
    return new int[] {start, end};
  }

  private static boolean isAround(char sign) {
    return sign == '(' || sign == ')' || Character.isWhitespace(sign);
  }
}
