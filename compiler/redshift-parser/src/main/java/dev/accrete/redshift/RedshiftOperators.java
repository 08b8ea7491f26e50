package dev.accrete.redshift;

import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlPostfixOperator;
import org.apache.calcite.sql.SqlPrefixOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlUnnestOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.SqlParserUtil;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** The operators and clauses of Redshift that Calcite has no operator for. */
public final class RedshiftOperators {
  /** What binds tighter than every operator. */
  private static final int TIGHT = 100;

  /** A clause or marker whose operands do not mean by themselves what they mean elsewhere. */
  private static final class Clause extends SqlSpecialOperator {
    private final Printer printer;

    Clause(String name, Printer printer) {
      super(
          name,
          SqlKind.OTHER,
          2 * TIGHT,
          true,
          ReturnTypes.ARG0_NULLABLE,
          InferTypes.FIRST_KNOWN,
          OperandTypes.VARIADIC);
      this.printer = printer;
    }

    @Override
    public void unparse(SqlWriter writer, SqlCall call, int left, int right) {
      printer.print(writer, call);
    }
  }

  /** Writes a call as it is read. */
  private interface Printer {
    void print(SqlWriter writer, SqlCall call);
  }

  /** {@code a AT TIME ZONE 'UTC'}: the value, the zone. */
  public static final SqlOperator AT_TIME_ZONE =
      new SqlSpecialOperator(
          "AT TIME ZONE",
          SqlKind.OTHER_FUNCTION,
          70,
          true,
          ReturnTypes.TIMESTAMP_NULLABLE,
          InferTypes.FIRST_KNOWN,
          OperandTypes.ANY_ANY) {
        @Override
        public void unparse(SqlWriter writer, SqlCall call, int left, int right) {
          call.operand(0).unparse(writer, TIGHT, TIGHT);
          writer.keyword("AT TIME ZONE");
          call.operand(1).unparse(writer, TIGHT, TIGHT);
        }

        /** Written in words, it stands in no table of functions: its type is known here. */
        @Override
        public RelDataType deriveType(
            SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
          RelDataType value = validator.deriveType(scope, call.operand(0));
          validator.deriveType(scope, call.operand(1));
          SqlTypeName result =
              switch (value.getSqlTypeName()) {
                case TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ -> SqlTypeName.TIMESTAMP;
                case TIMESTAMP, DATE -> SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
                default -> SqlTypeName.ANY;
              };
          RelDataTypeFactory types = validator.getTypeFactory();
          return types.createTypeWithNullability(types.createSqlType(result), true);
        }
      };

  /** How much operators bind that are neither arithmetic nor comparisons. */
  private static final int OTHERS = 36;

  /** More than {@code *}, and less than a sign. */
  private static final int POWER = 64;

  /** {@code a || b}, which is Calcite's own once it is read. */
  public static final SqlBinaryOperator CONCAT = bound(SqlStdOperatorTable.CONCAT, OTHERS);

  /** {@code a & b}, likewise. */
  public static final SqlBinaryOperator BIT_AND =
      bound(SqlStdOperatorTable.BITAND_OPERATOR, OTHERS);

  /** {@code a << b}, likewise. */
  public static final SqlBinaryOperator SHIFT_LEFT =
      bound(SqlStdOperatorTable.BIT_LEFT_SHIFT, OTHERS);

  /** {@code a ^ b}, likewise. */
  public static final SqlBinaryOperator CARET = bound(SqlStdOperatorTable.BITXOR_OPERATOR, POWER);

  /** {@code a >> 1}. */
  public static final SqlBinaryOperator SHIFT_RIGHT = binary(">>");

  /** {@code a | b}. */
  public static final SqlBinaryOperator BIT_OR = binary("|");

  /** {@code a # b}: bits that are set in one of the two. */
  public static final SqlBinaryOperator BIT_XOR = binary("#");

  /** {@code |/ a}. */
  public static final SqlPrefixOperator SQUARE_ROOT = prefix("|/");

  /** {@code ||/ a}. */
  public static final SqlPrefixOperator CUBE_ROOT = prefix("||/");

  /** {@code @ a}: without its sign. */
  public static final SqlPrefixOperator ABSOLUTE = prefix("@");

  /** {@code ~ a}. */
  public static final SqlPrefixOperator BIT_NOT = prefix("~");

  /** {@code PRIOR a}: the column of the row above, in a CONNECT BY. */
  public static final SqlPrefixOperator PRIOR = prefix("PRIOR");

  /** {@code APPROXIMATE COUNT(DISTINCT a)}: the exact call, which it is not. */
  public static final SqlFunction APPROXIMATE =
      new SqlFunction(
          "APPROXIMATE",
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.ARG0_NULLABLE,
          InferTypes.FIRST_KNOWN,
          OperandTypes.VARIADIC,
          SqlFunctionCategory.USER_DEFINED_FUNCTION);

  /** {@code a.id (+)}: the side of an outer join that may be absent, in WHERE. */
  public static final SqlOperator OUTER_SIDE =
      new Clause(
          "(+)",
          (writer, call) -> {
            call.operand(0).unparse(writer, TIGHT, TIGHT);
            writer.literal("(+)");
          });

  /** {@code START WITH a CONNECT BY b}. */
  public static final SqlOperator CONNECT_BY =
      new Clause(
          "CONNECT BY",
          (writer, call) -> {
            int last = call.operandCount() - 1;
            if (last > 0) {
              writer.keyword("START WITH");
              call.operand(0).unparse(writer, 0, 0);
            }
            writer.keyword("CONNECT BY");
            call.operand(last).unparse(writer, 0, 0);
          });

  /** {@code GROUP BY ALL}. */
  public static final SqlOperator GROUP_BY_ALL =
      new SqlSpecialOperator(
          "GROUP BY ALL",
          SqlKind.OTHER,
          2 * TIGHT,
          true,
          ReturnTypes.BOOLEAN,
          InferTypes.FIRST_KNOWN,
          OperandTypes.NILADIC) {
        @Override
        public void unparse(SqlWriter writer, SqlCall call, int left, int right) {
          writer.keyword("ALL");
        }
      };

  /** The last item of a select list, and the columns that the list leaves out. */
  public static final SqlOperator EXCLUDE =
      new Clause(
          "EXCLUDE",
          (writer, call) -> {
            call.operand(0).unparse(writer, 0, 0);
            writer.keyword("EXCLUDE");
            SqlWriter.Frame frame = writer.startList("(", ")");
            items(writer, call.operand(1));
            writer.endList(frame);
          });

  /** {@code FROM t, t.items AS x AT i}: the array, the name of the number. */
  public static final SqlOperator UNNEST_AT =
      new Clause(
          "AT",
          (writer, call) -> {
            call.operand(0).unparse(writer, 0, 0);
            writer.keyword("AT");
            call.operand(1).unparse(writer, 0, 0);
          });

  /** {@code FROM t, UNNEST(t.items) WITH OFFSET AS u (item, number)}: the first number is 0. */
  public static final SqlUnnestOperator UNNEST_WITH_OFFSET =
      new SqlUnnestOperator(true) {
        @Override
        public void unparse(SqlWriter writer, SqlCall call, int left, int right) {
          SqlStdOperatorTable.UNNEST.unparse(writer, call, 0, 0);
          writer.keyword("WITH OFFSET");
        }
      };

  /** {@code FROM t, UNPIVOT t.object AS value AT attribute}. */
  public static final SqlOperator UNPIVOT_OBJECT =
      new Clause(
          "UNPIVOT",
          (writer, call) -> {
            writer.keyword("UNPIVOT");
            call.operand(0).unparse(writer, TIGHT, TIGHT);
          });

  /** {@code OBJECT_TRANSFORM}: the object, the paths to keep, paths and values to set. */
  public static final SqlFunction OBJECT_TRANSFORM =
      new SqlFunction(
          "OBJECT_TRANSFORM",
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.ARG0_NULLABLE,
          InferTypes.FIRST_KNOWN,
          OperandTypes.VARIADIC,
          SqlFunctionCategory.USER_DEFINED_FUNCTION) {
        @Override
        public void unparse(SqlWriter writer, SqlCall call, int left, int right) {
          SqlWriter.Frame frame = writer.startFunCall(getName());
          call.operand(0).unparse(writer, 0, 0);
          list(writer, "KEEP", call.operand(1));
          list(writer, "SET", call.operand(2));
          writer.endFunCall(frame);
        }
      };

  private RedshiftOperators() {}

  /** {@code a IS INTEGER}, of a SUPER value. */
  static SqlPostfixOperator isType(boolean negated, SqlDataTypeSpec type) {
    return new SqlPostfixOperator(
        (negated ? "IS NOT " : "IS ") + type.toString().replace("`", "").toUpperCase(Locale.ROOT),
        SqlKind.OTHER,
        28,
        ReturnTypes.BOOLEAN_NOT_NULL,
        InferTypes.FIRST_KNOWN,
        OperandTypes.ANY);
  }

  /** Whether a list of operands and operators has a BETWEEN with no AND behind it. */
  static boolean lacksAnd(List<Object> list) {
    int open = 0;
    for (Object item : list) {
      if (item instanceof SqlParserUtil.ToTreeListItem operator) {
        SqlKind kind = operator.getOperator().getKind();
        open += kind == SqlKind.BETWEEN ? 1 : kind == SqlKind.AND && open > 0 ? -1 : 0;
      }
    }
    return open > 0;
  }

  /** Whether a join of this kind has to have a condition. */
  static boolean needsCondition(SqlLiteral joinType) {
    return switch (joinType.getValueAs(JoinType.class)) {
      case INNER, LEFT, RIGHT, FULL -> true;
      default -> false;
    };
  }

  private static void list(SqlWriter writer, String word, SqlNodeList items) {
    if (!items.isEmpty()) {
      writer.keyword(word);
      items(writer, items);
    }
  }

  private static void items(SqlWriter writer, SqlNodeList items) {
    for (SqlNode item : items) {
      if (item != items.get(0)) {
        writer.sep(",", true);
      }
      item.unparse(writer, 0, 0);
    }
  }

  /** Whether a call is one that changes what the query around it means. */
  public static boolean isClause(SqlOperator operator) {
    return operator instanceof Clause
        || operator == GROUP_BY_ALL
        || operator == PRIOR
        || operator == UNNEST_WITH_OFFSET
        || operator == APPROXIMATE;
  }

  /** An operator that is read with another precedence. */
  private static SqlBinaryOperator bound(SqlOperator operator, int precedence) {
    return new SqlBinaryOperator(
        operator.getName(),
        operator.getKind(),
        precedence,
        true,
        ReturnTypes.ARG0_NULLABLE,
        InferTypes.FIRST_KNOWN,
        OperandTypes.ANY_ANY) {
      @Override
      public SqlCall createCall(SqlLiteral quantifier, SqlParserPos position, SqlNode... operands) {
        return operator.createCall(quantifier, position, operands);
      }
    };
  }

  private static SqlBinaryOperator binary(String name) {
    return new SqlBinaryOperator(
        name,
        SqlKind.OTHER,
        OTHERS,
        true,
        ReturnTypes.ARG0_NULLABLE,
        InferTypes.FIRST_KNOWN,
        OperandTypes.ANY_ANY) {
      @Override
      public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
        return asFirst(validator, scope, call);
      }
    };
  }

  private static SqlPrefixOperator prefix(String name) {
    SqlOperandTypeChecker one = OperandTypes.ANY;
    return new SqlPrefixOperator(
        name, SqlKind.OTHER, 80, ReturnTypes.ARG0_NULLABLE, InferTypes.FIRST_KNOWN, one) {
      @Override
      public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
        RelDataType first = asFirst(validator, scope, call);
        RelDataTypeFactory types = validator.getTypeFactory();
        return getName().endsWith("/")
            ? types.createTypeWithNullability(types.createSqlType(SqlTypeName.DOUBLE), true)
            : first;
      }
    };
  }

  /** The type of the first operand, NULL or not: no table of functions has these operators. */
  private static RelDataType asFirst(
      SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
    List<RelDataType> operands =
        call.getOperandList().stream().map(o -> validator.deriveType(scope, o)).toList();
    return validator.getTypeFactory().createTypeWithNullability(operands.get(0), true);
  }
}
