package dev.accrete.compiler.translate;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.parse.NodeSpans;
import dev.accrete.compiler.parse.ParsedText;
import dev.accrete.compiler.template.EditedText;
import dev.accrete.compiler.template.EditedText.Edit;
import dev.accrete.compiler.template.RenderedText;
import dev.accrete.redshift.RedshiftOperators;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * Writes {@code (+)} as LEFT JOIN on Redshift itself: models are built from subqueries that fix
 * what a run reads, and there the mark makes no outer join.
 */
final class OwnOuterJoins extends SqlBasicVisitor<Void> {
  private final ParsedText parsed;
  private final NodeSpans spans;
  private final OuterJoins joins;
  private final List<Edit> edits = new ArrayList<>();
  private final List<Diagnostic> left = new ArrayList<>();

  private OwnOuterJoins(ParsedText parsed) {
    this.parsed = parsed;
    this.spans = new NodeSpans(parsed.rendered().text(), parsed.offsets());
    this.joins = new OuterJoins(spans);
  }

  /** The text with its outer joins, and an error at each mark that is left. */
  static Checked<RenderedText> written(ParsedText parsed) {
    OwnOuterJoins own = new OwnOuterJoins(parsed);
    parsed.query().accept(own);
    return new Checked<>(EditedText.of(parsed.rendered(), own.edits), own.left);
  }

  @Override
  public Void visit(SqlCall call) {
    if (call instanceof SqlWithItem item) {
      joins.commonTable(item.name);
    } else if (call instanceof SqlSelect select) {
      join(select);
    } else if (call.getOperator() == RedshiftOperators.OUTER_SIDE) {
      mark(call);
    }
    return super.visit(call);
  }

  private void join(SqlSelect select) {
    try {
      edits.addAll(joins.of(select));
    } catch (NoEqual none) {
      // Its marks stay, and are told of one by one.
    }
  }

  private void mark(SqlCall mark) {
    if (joins.isJoined(mark)) {
      edits.add(joins.unmarked(mark));
      return;
    }
    int[] span = spans.of(mark);
    left.add(
        Diagnostic.at(Code.MARK_LEFT, parsed.rendered().origin(span[0], span[1]))
            .withHint(OuterJoins.WAY_OUT));
  }
}
