package dev.accrete.compiler.translate;

import dev.accrete.compiler.parse.NodeSpans;
import dev.accrete.compiler.parse.OuterSides;
import dev.accrete.compiler.template.EditedText.Edit;
import dev.accrete.compiler.template.EditedText.Kept;
import dev.accrete.compiler.template.EditedText.Own;
import dev.accrete.compiler.template.EditedText.Part;
import dev.accrete.redshift.RedshiftOperators;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * Writes {@code FROM a, b WHERE a.x = b.x(+)} as the LEFT JOIN that it means. Nobody tells here
 * which table an unqualified column is of, so the conditions that are moved must qualify theirs.
 */
final class OuterJoins {
  /** What to do about a mark that is not clearly an outer join. */
  static final String WAY_OUT =
      "qualify every column in WHERE and mark those of tables alone, or write LEFT JOIN";

  private final NodeSpans spans;
  private final Set<String> commonTables = new HashSet<>();
  private final Set<SqlNode> joined = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<SqlNode> read = Collections.newSetFromMap(new IdentityHashMap<>());

  OuterJoins(NodeSpans spans) {
    this.spans = spans;
  }

  /** Notes the name of a CTE: its rows are no table's. */
  void commonTable(SqlIdentifier name) {
    commonTables.add(lower(name.getSimple()));
  }

  /** What has to change in a SELECT; nothing where its WHERE has no mark. */
  List<Edit> of(SqlSelect select) {
    return OuterSides.mark(select.getWhere()).map(mark -> edits(select, mark)).orElse(List.of());
  }

  private List<Edit> edits(SqlSelect select, SqlCall mark) {
    SqlNode where = Objects.requireNonNull(select.getWhere());
    where.accept(new Marks(read));
    List<String> names =
        OuterSides.tables(select.getFrom()).stream().map(OuterJoins::name).toList();
    Set<String> aliases = aliases(select);
    OuterSides sides =
        OuterSides.of(
                select,
                name -> name.names.size() > 1 || !isCommonTable(name),
                name -> table(name, names, aliases))
            .orElseThrow(() -> new NoEqual("this (+)", mark, WAY_OUT));
    List<Integer> order =
        Stream.concat(sides.inner().stream(), sides.joins().stream().map(OuterSides.Joined::table))
            .toList();
    if (!order.equals(order.stream().sorted().toList()) && hasStar(select)) {
      throw new NoEqual(
          "(+) on a table before its partner, with a star,", mark, "list the columns");
    }
    List<Edit> edits = new ArrayList<>();
    int[] first = spans.of(sides.tables().get(0));
    int[] last = spans.of(sides.tables().get(sides.tables().size() - 1));
    edits.add(new Edit(first[0], last[1], from(sides)));
    for (OuterSides.Joined join : sides.joins()) {
      for (SqlNode condition : join.conditions()) {
        // From the sign before on, so that it is not taken for a part of the condition elsewhere.
        int[] span = spans.of(condition);
        edits.add(
            new Edit(
                span[0] - 1, span[1], List.of(new Kept(span[0] - 1, span[0]), new Own("TRUE"))));
      }
    }
    where.accept(new Marks(joined));
    return edits;
  }

  private List<Part> from(OuterSides sides) {
    List<Part> parts = new ArrayList<>();
    for (int table : sides.inner()) {
      if (!parts.isEmpty()) {
        parts.add(new Own(" CROSS JOIN "));
      }
      parts.add(kept(sides.tables().get(table)));
    }
    for (OuterSides.Joined join : sides.joins()) {
      parts.add(new Own(" LEFT JOIN "));
      parts.add(kept(sides.tables().get(join.table())));
      String before = " ON ";
      for (SqlNode condition : join.conditions()) {
        parts.add(new Own(before));
        parts.add(kept(condition));
        before = " AND ";
      }
    }
    return parts;
  }

  /** A marked column without its mark, which its SELECT has been asked about before. */
  Edit unmarked(SqlCall mark) {
    if (!read.contains(mark)) {
      throw new NoEqual("(+) outside of WHERE", mark, null);
    }
    int[] span = spans.of(mark);
    return new Edit(span[0], span[1], List.of(kept(mark.operand(0))));
  }

  /** Whether a mark belongs to a WHERE whose outer joins have been written. */
  boolean isJoined(SqlCall mark) {
    return joined.contains(mark);
  }

  private Kept kept(SqlNode node) {
    int[] span = spans.of(node);
    return new Kept(span[0], span[1]);
  }

  private boolean isCommonTable(SqlIdentifier name) {
    return commonTables.contains(lower(name.getSimple()));
  }

  /** The name by which a table's columns are qualified; empty for what is no table. */
  private static String name(SqlNode table) {
    SqlNode named =
        table instanceof SqlCall as && as.getKind() == SqlKind.AS ? as.operand(1) : table;
    return named instanceof SqlIdentifier name ? lower(name.names.get(name.names.size() - 1)) : "";
  }

  private static int table(SqlIdentifier name, List<String> tables, Set<String> aliases) {
    List<String> names = name.names;
    if (names.size() == 1) {
      return aliases.contains(lower(names.get(0))) ? OuterSides.UNCLEAR : OuterSides.SOME_TABLE;
    }
    return tables.indexOf(lower(names.get(names.size() - 2)));
  }

  private static Set<String> aliases(SqlSelect select) {
    Set<String> aliases = new HashSet<>();
    for (SqlNode item : select.getSelectList()) {
      if (item instanceof SqlCall as && as.getKind() == SqlKind.AS) {
        aliases.add(lower(as.operand(1).toString()));
      }
    }
    return aliases;
  }

  private static boolean hasStar(SqlSelect select) {
    return select.getSelectList().stream()
        .anyMatch(
            item ->
                item instanceof SqlStarExclude
                    || (item instanceof SqlIdentifier name && name.isStar()));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Notes the marks of a WHERE, which are read or refused together. */
  private static final class Marks extends SqlBasicVisitor<Void> {
    private final Set<SqlNode> noted;

    Marks(Set<SqlNode> noted) {
      this.noted = noted;
    }

    @Override
    public Void visit(SqlCall call) {
      if (call.getOperator() == RedshiftOperators.OUTER_SIDE) {
        noted.add(call);
      }
      return super.visit(call);
    }
  }
}
