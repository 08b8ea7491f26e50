package dev.accrete.compiler.validate;

import dev.accrete.compiler.catalogue.FunctionEntry;
import dev.accrete.compiler.catalogue.Functions;
import dev.accrete.compiler.catalogue.Functions.Kind;
import dev.accrete.compiler.parse.SuperSteps;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * Where a path into a SUPER value is derived: where it is cast, looked at for NULL or beside
 * constants, read by a function whose result has a type, or put out by the query as it is.
 * Elsewhere the value's own type would decide, as that of {@code 1} and {@code 1.0}, which are
 * equal keys and print apart.
 */
final class PathPlaces extends SqlBasicVisitor<Void> {
  private static final Set<SqlKind> TESTS =
      Set.of(
          SqlKind.EQUALS,
          SqlKind.NOT_EQUALS,
          SqlKind.LESS_THAN,
          SqlKind.LESS_THAN_OR_EQUAL,
          SqlKind.GREATER_THAN,
          SqlKind.GREATER_THAN_OR_EQUAL,
          SqlKind.BETWEEN,
          SqlKind.IN,
          SqlKind.NOT_IN,
          SqlKind.LIKE,
          SqlKind.IS_NULL,
          SqlKind.IS_NOT_NULL);

  private final Set<SqlNode> places = Collections.newSetFromMap(new IdentityHashMap<>());

  private PathPlaces() {}

  /** The nodes of a query that may be paths. */
  static Set<SqlNode> of(SqlNode query) {
    PathPlaces found = new PathPlaces();
    found.places.addAll(SuperSteps.putOut(query));
    query.accept(found);
    return found.places;
  }

  @Override
  public Void visit(SqlCall call) {
    List<SqlNode> operands = call.getOperandList();
    boolean isTest =
        TESTS.contains(call.getKind())
            && operands.stream().filter(o -> !isConstant(o)).count() == 1;
    if (isTest || call.getKind() == SqlKind.CAST || isTyped(call)) {
      operands.stream().filter(o -> o != null).forEach(places::add);
    }
    return super.visit(call);
  }

  private static boolean isConstant(SqlNode node) {
    return node instanceof SqlLiteral
        || node instanceof SqlNodeList list && list.stream().allMatch(PathPlaces::isConstant);
  }

  private static boolean isTyped(SqlCall call) {
    return Functions.entry(call.getOperator().getName().strip().toUpperCase(Locale.ROOT))
        .filter(entry -> entry.kind() == Kind.SCALAR && !TESTS.contains(call.getKind()))
        .map(FunctionEntry::result)
        .filter(type -> !type.isEmpty() && !type.equals("first") && !type.equals("second"))
        .isPresent();
  }
}
