package dev.accrete.compiler.translate;

import static dev.accrete.compiler.translate.Identifiers.folded;
import static dev.accrete.compiler.translate.Identifiers.last;

import dev.accrete.compiler.parse.ImplicitNames;
import dev.accrete.compiler.parse.NodeSpans;
import dev.accrete.compiler.template.EditedText.Edit;
import dev.accrete.compiler.template.EditedText.Own;
import dev.accrete.redshift.RedshiftOperators;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlStarExclude;

/**
 * EXCLUDE, behind a star or at the end of a list: on PostgreSQL, which has none, as the list of the
 * other columns; on DuckDB behind the star, in parentheses, as it takes a second name without them
 * for a column of its own.
 */
final class ExcludedColumns {
  private static final String LIST_THEM = "list the columns";
  private static final Pattern CLOSED = Pattern.compile("\\s*\\)");

  private final String code;
  private final NodeSpans spans;
  private final String to;
  private final ListedColumns listed;
  private final UnaryOperator<String> quoted;

  /**
   * Those of a text.
   *
   * @param code the text with blanks in place of comments and constants
   * @param listed which columns queries have
   * @param quoted a name in quotes, as Redshift folds it
   */
  ExcludedColumns(
      String code, NodeSpans spans, String to, ListedColumns listed, UnaryOperator<String> quoted) {
    this.code = code;
    this.spans = spans;
    this.to = to;
    this.listed = listed;
    this.quoted = quoted;
  }

  /** The edits of a SELECT; none if nothing is left out. */
  List<Edit> of(SqlSelect select) {
    List<Edit> edits = new ArrayList<>();
    for (SqlNode item : select.getSelectList()) {
      if (item instanceof SqlStarExclude star) {
        if (to.equals("postgres")) {
          edits.add(list(select, star, Set.of()));
        } else {
          edits.addAll(behind(star, (SqlNodeList) star.getOperandList().get(1)));
        }
      } else if (item instanceof SqlCall call && call.getOperator() == RedshiftOperators.EXCLUDE) {
        edits.addAll(atEnd(select, call));
      }
    }
    return edits;
  }

  /** Several names get parentheses if they have none. */
  private List<Edit> behind(SqlCall star, SqlNodeList names) {
    int from = spans.of(star.operand(0))[1];
    boolean closed = code.substring(from, spans.of(names.get(0))[0]).indexOf('(') >= 0;
    return closed || names.size() == 1
        ? List.of()
        : List.of(new Edit(from, end(names), List.of(new Own(excluding(names)))));
  }

  /** A list that ends in EXCLUDE leaves out columns of its one star. */
  private List<Edit> atEnd(SqlSelect select, SqlCall call) {
    SqlNodeList names = call.operand(1);
    Set<String> without = new HashSet<>();
    names.forEach(name -> without.add(folded(name.toString())));
    List<SqlNode> items = new ArrayList<>(select.getSelectList().getList());
    items.set(items.size() - 1, call.operand(0));
    List<SqlIdentifier> stars = new ArrayList<>();
    for (SqlNode item : items) {
      SqlNode named = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(1) : item;
      if (named instanceof SqlIdentifier id && id.isStar()) {
        stars.add(id);
        continue;
      }
      Optional<String> name =
          named instanceof SqlIdentifier id ? Optional.of(last(id)) : ImplicitNames.ofUnnamed(item);
      if (item instanceof SqlStarExclude
          || name.map(Identifiers::folded).filter(without::contains).isPresent()) {
        throw new NoEqual("EXCLUDE of a column that the list itself gives", item, LIST_THEM);
      }
    }
    if (stars.size() != 1) {
      throw new NoEqual(
          "EXCLUDE at the end of a list with " + (stars.isEmpty() ? "no star" : "several stars"),
          call,
          LIST_THEM);
    }
    SqlIdentifier star = stars.get(0);
    int[] span = spans.of(star);
    List<Edit> edits = new ArrayList<>();
    edits.add(
        to.equals("postgres")
            ? list(select, star, without)
            : new Edit(span[1], span[1], List.of(new Own(excluding(names)))));
    edits.add(new Edit(spans.of(call.operand(0))[1], closed(names), List.of()));
    return edits;
  }

  private String excluding(SqlNodeList names) {
    StringBuilder text = new StringBuilder(" EXCLUDE (");
    for (SqlNode name : names) {
      text.append(name == names.get(0) ? "" : ", ")
          .append(quoted.apply(last((SqlIdentifier) name)));
    }
    return text.append(")").toString();
  }

  private int end(SqlNodeList names) {
    return names.stream().mapToInt(name -> spans.of(name)[1]).max().orElse(0);
  }

  /** Behind the parenthesis that closes the names, if one opens them. */
  private int closed(SqlNodeList names) {
    int end = end(names);
    int start = spans.of(names.get(0))[0];
    if (!code.substring(0, start).stripTrailing().endsWith("(")) {
      return end;
    }
    Matcher matcher = CLOSED.matcher(code).region(end, code.length());
    return matcher.lookingAt() ? matcher.end() : end;
  }

  /** The columns of a star, but for some. */
  private Edit list(SqlSelect select, SqlNode star, Set<String> without) {
    SqlNode id = star instanceof SqlStarExclude exclude ? exclude.getOperandList().get(0) : star;
    boolean plain = id.toString().equals("*");
    List<ListedColumns.Table> tables =
        listed.star(select, star).orElseThrow(() -> new NoEqual("EXCLUDE", star, LIST_THEM));
    List<String> names = new ArrayList<>();
    int left = 0;
    for (ListedColumns.Table table : tables) {
      boolean alone = plain && tables.size() == 1 || table.alias().isEmpty();
      String alias = alone ? "" : quoted.apply(table.alias()) + ".";
      for (String name : table.columns()) {
        if (without.contains(folded(name))) {
          left++;
        } else {
          names.add(alias + quoted.apply(name));
        }
      }
    }
    if (left != without.size()) {
      throw new NoEqual("EXCLUDE of a name that several columns have, or none,", star, LIST_THEM);
    }
    int[] span = spans.of(star);
    return new Edit(span[0], span[1], List.of(new Own(String.join(", ", names))));
  }
}
