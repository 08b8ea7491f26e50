package dev.accrete.compiler.translate;

import dev.accrete.compiler.template.EditedText.Edit;
import dev.accrete.compiler.template.EditedText.Part;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWindow;

/** LISTAGG over a window on PostgreSQL, where the window has the order, and a frame of all rows. */
final class ListedWindow {
  private ListedWindow() {}

  static List<Edit> listagg(Site site, SqlNode over) {
    boolean plain =
        over instanceof SqlWindow window
            && window.getRefName() == null
            && window.getOrderList().isEmpty()
            && window.getLowerBound() == null;
    if (!plain || site.isDistinct()) {
      throw new NoEqual(
          site.isDistinct() ? "LISTAGG(DISTINCT …) over a window" : "LISTAGG over this window",
          site.call(),
          null);
    }
    List<Part> parts = new ArrayList<>(site.parts("STRING_AGG("));
    parts.addAll(ListedTexts.of(site, site.arguments().get(0)));
    parts.addAll(site.parts(", ", ListedTexts.delimiter(site), ") OVER ("));
    parts.addAll(listed(site, "PARTITION BY ", ((SqlWindow) over).getPartitionList().getList()));
    parts.addAll(ListedTexts.ordered(site));
    parts.addAll(site.parts(" ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)"));
    return List.of(site.whole(parts));
  }

  /** Words and what stands behind them, with commas between; nothing where there is none. */
  static List<Part> listed(Site site, String words, List<SqlNode> nodes) {
    List<Part> parts = new ArrayList<>();
    String before = words;
    for (SqlNode node : nodes) {
      parts.addAll(site.parts(before, node));
      before = ", ";
    }
    return parts;
  }
}
