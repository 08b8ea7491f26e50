package dev.accrete.compiler.validate;

import dev.accrete.compiler.catalogue.DatePart;
import dev.accrete.compiler.catalogue.FunctionEntry;
import dev.accrete.compiler.catalogue.Functions;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.compiler.parse.NodeSpans;
import dev.accrete.compiler.parse.ParsedText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.SqlSetOperator;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * Calls that Redshift will refuse by what the catalogue tells of its functions: with too few or too
 * many arguments, or by a part of times that there is not. The type checker leaves these open, and
 * the catalogue may know less than the engine, so they are warnings.
 */
public final class WrongCalls extends SqlBasicVisitor<Void> {
  private static final Map<String, Integer> LONGEST =
      Map.of("DECIMAL", 38, "CHAR", 4096, "VARCHAR", 65_535);

  private static final Set<String> NEED_ORDER = Set.of("PERCENTILE_CONT", "PERCENTILE_DISC");

  private final ParsedText parsed;
  private final NodeSpans spans;
  private final Set<SqlNode> ordered = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Diagnostic> found = new ArrayList<>();

  private WrongCalls(ParsedText parsed) {
    this.parsed = parsed;
    this.spans = new NodeSpans(parsed.rendered().text(), parsed.offsets());
  }

  /** Those of a text for Redshift. */
  public static List<Diagnostic> of(ParsedText parsed) {
    if (parsed.unread().isPresent()) {
      return List.of();
    }
    WrongCalls calls = new WrongCalls(parsed);
    parsed.query().accept(calls);
    return calls.found;
  }

  @Override
  public Void visit(SqlCall call) {
    if (call.getOperator() instanceof SqlSetOperator set
        && set.isAll()
        && set.getKind() != SqlKind.UNION) {
      tell(call, set.getName() + ", as UNION alone has ALL").ifPresent(found::add);
    }
    if (call.getKind() == SqlKind.OVER && call.operand(0) instanceof SqlCall aggregate) {
      window(aggregate);
    }
    if (call.getKind() == SqlKind.WITHIN_GROUP) {
      ordered.add(call.operand(0));
    }
    if (call.getOperator() instanceof SqlFunction function
        && !NodeSpans.isNowhere(call.getParserPosition())) {
      Functions.entry(function.getName())
          .ifPresentOrElse(
              entry -> {
                if (entry.isIn("redshift")) {
                  check(call, entry);
                }
              },
              () -> misspelt(call, function.getName()));
    }
    return super.visit(call);
  }

  /** Of windows with DISTINCT there is LISTAGG alone. */
  private void window(SqlCall aggregate) {
    String name = aggregate.getOperator().getName().toUpperCase(Locale.ROOT);
    SqlLiteral quantifier = aggregate.getFunctionQuantifier();
    boolean distinct = quantifier != null && quantifier.getValue() == SqlSelectKeyword.DISTINCT;
    if (distinct && !name.equals("LISTAGG")) {
      tell(aggregate, name + "(DISTINCT …) over a window").ifPresent(found::add);
    }
  }

  /** The lengths that types have at most (Database Developer Guide, "Data types"). */
  @Override
  public Void visit(SqlDataTypeSpec type) {
    if (type.getTypeNameSpec() instanceof SqlBasicTypeNameSpec basic) {
      Integer most = LONGEST.get(basic.getTypeName().getSimple().toUpperCase(Locale.ROOT));
      if (most != null && basic.getPrecision() > most) {
        tell(type, "this type has a length of at most " + most).ifPresent(found::add);
      }
    }
    return super.visit(type);
  }

  private void check(SqlCall call, FunctionEntry entry) {
    int given = (int) call.getOperandList().stream().filter(o -> o != null).count();
    // TRIM has words of the grammar among its arguments.
    if (!entry.name().equals("TRIM") && !entry.arity().allows(given)) {
      String number = given == 0 ? "none" : String.valueOf(given);
      tell(call, entry.name() + " takes (" + entry.arguments() + "), here are " + number)
          .ifPresent(found::add);
    } else if (NEED_ORDER.contains(entry.name()) && !ordered.contains(call)) {
      tell(call, entry.name() + " goes with WITHIN GROUP (ORDER BY …)").ifPresent(found::add);
    } else if (entry.takesPart()) {
      part(call.operand(0)).ifPresent(found::add);
    }
  }

  /** {@code DATEDIF(day, a, b)}, of which it would be said that there is no column day. */
  private void misspelt(SqlCall call, String function) {
    boolean ofPart =
        call.operandCount() > 1
            && call.operand(0) instanceof SqlIdentifier name
            && name.isSimple()
            && DatePart.of(name.getSimple()).isPresent();
    if (ofPart) {
      List<String> known =
          Functions.all().stream()
              .filter(entry -> entry.takesPart() && entry.isIn("redshift"))
              .map(FunctionEntry::name)
              .toList();
      Nearest.to(function, known)
          .flatMap(
              near ->
                  tell(call, "no function is called " + function + "; did you mean " + near + "?"))
          .ifPresent(found::add);
    }
  }

  private Optional<Diagnostic> part(SqlNode part) {
    boolean constant =
        part instanceof SqlIdentifier name && name.isSimple()
            || part instanceof SqlCharStringLiteral
            || part instanceof SqlIntervalQualifier;
    if (!constant || NodeSpans.isNowhere(part.getParserPosition())) {
      return Optional.empty();
    }
    int[] span = spans.of(part);
    String written = parsed.rendered().text().substring(span[0], span[1]).replaceAll("['\"]", "");
    if (DatePart.of(written).isPresent()) {
      return Optional.empty();
    }
    String hint = Nearest.hint(written, DatePart.words());
    return tell(part, "no part of times is called " + written)
        .map(diagnostic -> hint == null ? diagnostic : diagnostic.withHint(hint));
  }

  private Optional<Diagnostic> tell(SqlNode node, String what) {
    if (NodeSpans.isNowhere(node.getParserPosition())) {
      return Optional.empty();
    }
    int[] span = spans.of(node);
    return Optional.of(
        Diagnostic.at(Code.WRONG_CALL, parsed.rendered().origin(span[0], span[1]), what));
  }
}
