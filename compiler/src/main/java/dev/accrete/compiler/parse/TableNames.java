package dev.accrete.compiler.parse;

import static dev.accrete.redshift.RedshiftOperators.UNNEST_AT;

import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.template.Reference;
import dev.accrete.compiler.template.RenderedText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlPivot;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.SqlUnpivot;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * Looks at every table name of a query, whatever form the query has: which references have an
 * alias, whether a star stands anywhere, and which tables are read without {@code ref()}.
 */
final class TableNames extends SqlBasicVisitor<Void> {
  private final RenderedText rendered;
  private final Offsets offsets;
  private final Map<Integer, Reference> references = new HashMap<>();
  private final Set<String> commonTables = new HashSet<>();
  private final Set<Integer> aliased = new HashSet<>();
  private final List<Bare> bare = new ArrayList<>();
  private boolean star;
  private boolean sets;
  private boolean path;

  /** What a path in FROM may begin with: tables before it, and those of queries around. */
  private final Set<String> before = new HashSet<>();

  /**
   * A table that is read without {@code ref()}.
   *
   * @param name as it is written
   * @param place where it stands
   * @param near the query of WITH that is called nearly so
   */
  public record Bare(String name, Origin place, Optional<String> near) {}

  private TableNames(RenderedText rendered, Offsets offsets) {
    this.rendered = rendered;
    this.offsets = offsets;
    rendered.references().forEach(r -> references.put(r.start(), r));
  }

  static TableNames of(RenderedText rendered, SqlNode query, Offsets offsets) {
    TableNames names = new TableNames(rendered, offsets);
    query.accept(names.new CommonTableFinder());
    query.accept(names);
    return names;
  }

  Set<Integer> aliased() {
    return aliased;
  }

  boolean mayReadMore() {
    return star || sets;
  }

  boolean hasPath() {
    return path;
  }

  List<Bare> bare() {
    return bare;
  }

  @Override
  public Void visit(SqlCall call) {
    if (call instanceof SqlSelect select) {
      if (select.getFrom() != null) {
        Set<String> outside = Set.copyOf(before);
        from(select.getFrom(), false);
        before.clear();
        before.addAll(outside);
        before.addAll(names(select.getFrom()));
      }
      star |=
          select.getSelectList().stream()
              .anyMatch(
                  n ->
                      n instanceof SqlStarExclude
                          || n instanceof SqlIdentifier name && name.isStar());
      sets |=
          select.getGroup() != null && select.getGroup().stream().anyMatch(ExpandedSets::isSets);
      for (SqlNode operand : select.getOperandList()) {
        if (operand != null && operand != select.getFrom()) {
          operand.accept(this);
        }
      }
      return null;
    }
    return super.visit(call);
  }

  private void from(SqlNode node, boolean hasAlias) {
    if (node instanceof SqlJoin join) {
      from(join.getLeft(), false);
      before.addAll(names(join.getLeft()));
      from(join.getRight(), false);
      if (join.getCondition() != null) {
        join.getCondition().accept(this);
      }
    } else if (node.getKind() == SqlKind.AS) {
      from(((SqlCall) node).operand(0), true);
    } else if (node instanceof SqlCall call && call.getOperator() == UNNEST_AT) {
      from(call.operand(0), hasAlias);
    } else if (node instanceof SqlPivot || node instanceof SqlUnpivot) {
      SqlCall turned = (SqlCall) node;
      from(turned.operand(0), false);
      turned.getOperandList().stream()
          .skip(1)
          .filter(Objects::nonNull)
          .forEach(operand -> operand.accept(this));
    } else if (node instanceof SqlIdentifier name) {
      table(name, hasAlias);
    } else {
      node.accept(this);
    }
  }

  /** What the tables of a FROM are called by. */
  private static List<String> names(SqlNode from) {
    if (from instanceof SqlJoin join) {
      List<String> names = new ArrayList<>(names(join.getLeft()));
      names.addAll(names(join.getRight()));
      return names;
    }
    if (from.getKind() == SqlKind.AS) {
      return names(((SqlCall) from).operand(1));
    }
    if (from instanceof SqlIdentifier name) {
      return List.of(name.names.get(name.names.size() - 1).toLowerCase(Locale.ROOT));
    }
    boolean numbered = from instanceof SqlCall call && call.getOperator() == UNNEST_AT;
    return numbered ? names(((SqlCall) from).operand(0)) : List.of();
  }

  private void table(SqlIdentifier name, boolean hasAlias) {
    Reference reference = references.get(offsets.start(name.getParserPosition()));
    if (reference != null) {
      if (hasAlias) {
        aliased.add(reference.index());
      }
      return;
    }
    if (!name.isSimple() && before.contains(name.names.get(0).toLowerCase(Locale.ROOT))) {
      // An array inside a row of a table before it: FROM t, t.items.
      path = true;
      return;
    }
    boolean common =
        name.isSimple() && commonTables.contains(name.getSimple().toLowerCase(Locale.ROOT));
    if (!common) {
      String shown = String.join(".", name.names);
      int start = offsets.start(name.getParserPosition());
      int end = offsets.end(name.getParserPosition());
      bare.add(new Bare(shown, rendered.origin(start, end), Nearest.to(shown, commonTables)));
    }
  }

  private final class CommonTableFinder extends SqlBasicVisitor<Void> {
    @Override
    public Void visit(SqlCall call) {
      if (call instanceof SqlWithItem item) {
        commonTables.add(item.name.getSimple().toLowerCase(Locale.ROOT));
      }
      return super.visit(call);
    }
  }
}
