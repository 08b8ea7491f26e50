package dev.accrete.compiler.translate;

import dev.accrete.compiler.catalogue.FunctionEntry;
import dev.accrete.compiler.catalogue.Functions;
import dev.accrete.compiler.tree.Field;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;

/**
 * Whether an expression is a date or time, as far as the names of columns, functions and casts tell
 * it. What is not told is neither: the engine says no to it by itself.
 */
final class NamedTypes {
  private final Map<String, Set<String>> columns = new HashMap<>();

  /** What the columns of all relations that a text reads tell. */
  NamedTypes(Collection<Field> fields) {
    for (Field field : fields) {
      String type = field.type() == null ? "" : field.type();
      columns
          .computeIfAbsent(field.name().toLowerCase(Locale.ROOT), n -> new HashSet<>())
          .add(type);
    }
  }

  private static boolean isTime(String type) {
    String lower = type.toLowerCase(Locale.ROOT);
    return lower.startsWith("timestamp") || lower.startsWith("date");
  }

  private static boolean isDate(String type) {
    return type.toLowerCase(Locale.ROOT).equals("date");
  }

  /** Whether a value is known to be a date, without a time. */
  boolean isDate(SqlNode node) {
    if (node instanceof SqlIdentifier name) {
      String last = name.names.get(name.names.size() - 1).toLowerCase(Locale.ROOT);
      return columns.getOrDefault(last, Set.of("")).stream().allMatch(NamedTypes::isDate)
          || name.isSimple() && isDateFunction(last);
    }
    if (node instanceof SqlLiteral literal) {
      return literal.toString().toUpperCase(Locale.ROOT).matches("(?s)DATE\\b.*");
    }
    if (node instanceof SqlCall call && call.getKind() == SqlKind.CAST) {
      return call.getOperandList().stream()
          .anyMatch(o -> o instanceof SqlDataTypeSpec type && isDate(type.toString()));
    }
    if (!(node instanceof SqlCall call)) {
      return false;
    }
    String function = call.getOperator().getName();
    boolean day = function.equalsIgnoreCase("TRUNC") && call.operandCount() == 1;
    return isDateFunction(function) || (day && isTime(call.operand(0)));
  }

  private static boolean isDateFunction(String name) {
    return Functions.entry(name).map(FunctionEntry::result).filter(NamedTypes::isDate).isPresent();
  }

  /** Whether a value is known to be a date or a timestamp. */
  boolean isTime(SqlNode node) {
    if (node instanceof SqlIdentifier name) {
      String last = name.names.get(name.names.size() - 1).toLowerCase(Locale.ROOT);
      return columns.getOrDefault(last, Set.of("")).stream().allMatch(NamedTypes::isTime)
          || name.isSimple() && isTimeFunction(last);
    }
    if (node instanceof SqlLiteral literal) {
      return literal.toString().toUpperCase(Locale.ROOT).matches("(?s)(DATE|TIMESTAMP)\\b.*");
    }
    if (!(node instanceof SqlCall call)) {
      return false;
    }
    if (call.getKind() == SqlKind.CAST) {
      return call.getOperandList().stream()
          .anyMatch(o -> o instanceof SqlDataTypeSpec type && isTime(type.toString()));
    }
    boolean first =
        Set.of("+", "-", "COALESCE", "NVL", "MIN", "MAX", "DATE_TRUNC")
            .contains(call.getOperator().getName().toUpperCase(Locale.ROOT));
    return first && call.getOperandList().stream().anyMatch(o -> o != null && isTime(o))
        || isTimeFunction(call.getOperator().getName());
  }

  /** Whether a value is known to be a timestamp with a zone. */
  boolean isZoned(SqlNode node) {
    if (node instanceof SqlIdentifier name) {
      String last = name.names.get(name.names.size() - 1).toLowerCase(Locale.ROOT);
      return columns.getOrDefault(last, Set.of("")).stream().allMatch(NamedTypes::isZoned)
          || name.isSimple() && isZonedFunction(last);
    }
    if (node instanceof SqlLiteral literal) {
      return literal
          .toString()
          .toUpperCase(Locale.ROOT)
          .matches("(?s)TIMESTAMP WITH.*TIME ZONE.*|TIMESTAMPTZ.*");
    }
    if (!(node instanceof SqlCall call)) {
      return false;
    }
    if (call.getKind() == SqlKind.CAST) {
      return call.getOperandList().stream()
          .anyMatch(o -> o instanceof SqlDataTypeSpec type && isZoned(type.toString()));
    }
    String function = call.getOperator().getName().strip().toUpperCase(Locale.ROOT);
    if (function.equals("AT TIME ZONE")) {
      return !isZoned(call.operand(0));
    }
    boolean passes =
        Set.of("+", "-", "COALESCE", "NVL", "MIN", "MAX", "DATE_TRUNC", "DATEADD")
            .contains(function);
    return passes && call.getOperandList().stream().anyMatch(o -> o != null && isZoned(o))
        || isZonedFunction(function);
  }

  private static boolean isZoned(String type) {
    String lower = type.toLowerCase(Locale.ROOT).replace("_", " ").replace("`", "");
    return lower.startsWith("timestamptz") || lower.matches("timestamp.*\\bwith\\b.*time zone");
  }

  private static boolean isZonedFunction(String name) {
    return Functions.entry(name).map(FunctionEntry::result).filter(NamedTypes::isZoned).isPresent();
  }

  private static boolean isTimeFunction(String name) {
    return Functions.entry(name).map(FunctionEntry::result).filter(NamedTypes::isTime).isPresent();
  }
}
