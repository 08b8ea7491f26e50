package dev.accrete.compiler.translate;

import dev.accrete.compiler.parse.NodeSpans;
import dev.accrete.compiler.template.EditedText.Edit;
import dev.accrete.compiler.template.EditedText.Kept;
import dev.accrete.compiler.template.EditedText.Own;
import dev.accrete.compiler.template.EditedText.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;

/**
 * QUALIFY where an engine has none: its condition becomes a column of the SELECT, and one around
 * that takes the rows for which it is true.
 */
final class QualifiedRows {
  private static final String HINT = "number the rows in a subquery and filter around it";
  private static final Pattern WORD = Pattern.compile("(?i)\\bQUALIFY\\b([\\s(]*)$");
  private static final Pattern SELECT = Pattern.compile("(?i)SELECT(\\s+ALL\\b)?");
  private static final Pattern FROM = Pattern.compile("(?i)\\s*FROM\\b");
  private static final Pattern DISTINCT = Pattern.compile("(?i)SELECT\\s+DISTINCT\\b");

  private final String code;
  private final NodeSpans spans;
  private final ListedColumns listed;

  /**
   * For a text.
   *
   * @param code the text with blanks in place of comments and constants
   * @param listed which columns stars mean
   */
  QualifiedRows(String code, NodeSpans spans, ListedColumns listed) {
    this.code = code;
    this.spans = spans;
    this.listed = listed;
  }

  /** An ORDER BY around such a SELECT reads its columns alone. */
  void order(SqlOrderBy order, SqlSelect select) {
    Set<String> names = new HashSet<>(names(select));
    for (SqlNode key : order.orderList) {
      SqlNode plain = Values.sorted(key);
      boolean isColumn =
          plain instanceof SqlLiteral
              || plain instanceof SqlIdentifier name
                  && name.isSimple()
                  && names.contains(name.getSimple().toLowerCase(Locale.ROOT));
      if (!isColumn) {
        throw refused(select);
      }
    }
  }

  /** The edits of a SELECT with QUALIFY. */
  List<Edit> of(SqlSelect select) {
    List<String> names = names(select);
    SqlNode condition = select.getQualify();
    int[] span = spans.of(condition);
    int start = start(select);
    int items = spans.of(select.getSelectList().get(select.getSelectList().size() - 1))[1];
    Matcher word = WORD.matcher(code.substring(start, span[0]));
    Matcher distinct = DISTINCT.matcher(code).region(start, code.length());
    Matcher all = SELECT.matcher(code).region(start, code.length());
    if (select.isDistinct() != distinct.lookingAt()
        || !all.lookingAt()
        || !FROM.matcher(code).region(items, code.length()).lookingAt()
        || !word.find()) {
      throw refused(select);
    }
    int end = closed(span[1], (int) word.group(1).chars().filter(c -> c == '(').count());
    String flag = "qualified";
    while (names.contains(flag)) {
      flag += "_";
    }
    List<String> quoted = names.stream().map(n -> '"' + n.replace("\"", "\"\"") + '"').toList();
    List<Part> column =
        List.of(new Own(" ("), new Kept(span[0], span[1]), new Own(") AS " + flag + ","));
    String around = String.join(", ", quoted) + " FROM (\n";
    List<Edit> edits = new ArrayList<>();
    if (select.isDistinct()) {
      // Rows are taken before those that are alike become one.
      List<Part> words = new ArrayList<>(List.of(new Own("SELECT DISTINCT " + around + "SELECT")));
      words.addAll(column);
      edits.add(new Edit(start, distinct.end(), words));
    } else {
      edits.add(new Edit(start, start, List.of(new Own("SELECT " + around))));
      edits.add(new Edit(all.end(), all.end(), column));
    }
    edits.add(new Edit(start + word.start(), end, List.of(new Own(") AS q\nWHERE " + flag))));
    return edits;
  }

  /** Where the word stands: the place of a subquery takes in the parentheses around it. */
  private int start(SqlSelect select) {
    int start = spans.of(select)[0];
    while (code.charAt(start) == '(' || Character.isWhitespace(code.charAt(start))) {
      start++;
    }
    return start;
  }

  /** The offset after some parentheses that close behind an offset. */
  private int closed(int from, int parentheses) {
    int end = from;
    for (int left = parentheses; left > 0; left--) {
      end = code.indexOf(')', end) + 1;
    }
    return end;
  }

  /** The names of the columns, in lower case; none may lack one. */
  private List<String> names(SqlSelect select) {
    List<String> names =
        listed
            .of(select)
            .map(all -> all.stream().map(Identifiers::folded).toList())
            .orElseThrow(() -> refused(select));
    if (new HashSet<>(names).size() < names.size()) {
      throw refused(select);
    }
    return names;
  }

  private static NoEqual refused(SqlSelect select) {
    return new NoEqual("QUALIFY", select.getQualify(), HINT);
  }
}
