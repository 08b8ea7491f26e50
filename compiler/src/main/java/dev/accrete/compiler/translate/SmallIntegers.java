package dev.accrete.compiler.translate;

import static dev.accrete.compiler.translate.Identifiers.folded;

import dev.accrete.compiler.tree.Field;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.fun.SqlCase;

/** Which integers are known to be no BIGINT: the sum of such is one, and no decimal. */
final class SmallIntegers {
  private static final Pattern BIG = Pattern.compile("(?i)\\s*(bigint|int8|hugeint)\\s*");

  private final Set<String> columns = new HashSet<>();
  private final Set<String> big = new HashSet<>();
  private final Function<String, List<SqlNode>> given;
  private final Scopes scopes;
  private final Set<String> open = new HashSet<>();

  /**
   * Those of a text.
   *
   * @param fields the columns of all relations that it reads
   * @param given what the text itself puts into columns of a name
   * @param scopes which columns names mean
   */
  SmallIntegers(Collection<Field> fields, Function<String, List<SqlNode>> given, Scopes scopes) {
    this.given = given;
    this.scopes = scopes;
    for (Field field : fields) {
      String type = field.type() == null ? "" : field.type();
      (BIG.matcher(type).matches() ? big : columns).add(folded(field.name()));
    }
  }

  /** Whether an integer is one. */
  boolean is(SqlNode integer) {
    if (integer instanceof SqlIdentifier id && !id.isStar()) {
      return isNamed(scopes.key(id));
    }
    if (integer instanceof SqlCase choice) {
      return Values.ofChoice(choice).stream().allMatch(v -> Values.isNull(v) || is(v));
    }
    if (integer instanceof SqlCall call && call.getKind() == SqlKind.CAST) {
      return call.getOperandList().stream()
          .filter(SqlDataTypeSpec.class::isInstance)
          .noneMatch(type -> BIG.matcher(type.toString().replace("`", "")).matches());
    }
    return integer instanceof SqlNumericLiteral number
        && number.bigDecimalValue() != null
        && number.bigDecimalValue().abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
  }

  private boolean isNamed(String name) {
    Optional<String> type = scopes.type(name);
    if (type.isPresent()) {
      return !BIG.matcher(type.get()).matches();
    }
    if (big.contains(name) || !open.add(name)) {
      return false;
    }
    List<SqlNode> values =
        given.apply(name).stream().filter(value -> !Values.isColumn(value, name)).toList();
    boolean small =
        (columns.contains(name) || !values.isEmpty())
            && values.stream().allMatch(value -> Values.isNull(value) || is(value));
    open.remove(name);
    return small;
  }
}
