package dev.accrete.compiler.validate;

import dev.accrete.compiler.catalogue.DatePart;
import dev.accrete.compiler.parse.ParsedText;
import dev.accrete.compiler.template.InlinedText;
import dev.accrete.compiler.template.Reference;
import dev.accrete.compiler.tree.Field;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.WeakHashMap;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.TimeFrame;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.fun.SqlLibrary;
import org.apache.calcite.sql.fun.SqlLibraryOperatorTableFactory;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/** Makes Calcite validators over the relations that one text reads. */
final class Validators {
  private static final SqlOperatorTable OPERATORS =
      new OperatorsBut(
          SqlLibraryOperatorTableFactory.INSTANCE.getOperatorTable(
              EnumSet.of(SqlLibrary.STANDARD, SqlLibrary.POSTGRESQL, SqlLibrary.REDSHIFT)));

  /** What rows of declared columns are; types are the same whichever factory made them. */
  private static final Map<List<Field>, RelDataType> ROWS =
      Collections.synchronizedMap(new WeakHashMap<>());

  private Validators() {}

  /** A validator of a text that an engine is to read. */
  static SqlValidator create(ParsedText parsed, Catalogue catalogue, String engine) {
    // Models are validated by several threads at once, and a factory keeps what it made.
    RedshiftTypes.Factory types = new RedshiftTypes.Factory();
    CalciteSchema root = CalciteSchema.createRootSchema(false, false);
    for (Reference reference : parsed.rendered().references()) {
      String name = reference.name();
      catalogue.fields(name).ifPresent(fields -> add(root, name, fields));
      if (name.indexOf('.') < 0) {
        String inlined = InlinedText.SCHEMA + "." + name;
        catalogue.fields(name).ifPresent(fields -> add(root, inlined, fields));
      }
    }
    // Types such as text and int8, which the grammar takes for types that the user defined.
    SqlTypes.names()
        .forEach(name -> root.add(name, factory -> SqlTypes.of(longer(name, engine), factory)));
    Properties properties = new Properties();
    properties.put("caseSensitive", "false");
    CalciteCatalogReader reader =
        new CalciteCatalogReader(
            root, List.of(), types, new CalciteConnectionConfigImpl(properties));
    SqlValidator.Config config =
        SqlValidator.Config.DEFAULT
            .withConformance(new LikeRedshift())
            .withIdentifierExpansion(true)
            .withCallRewrite(false)
            .withLenientOperatorLookup(true);
    SqlOperatorTable others = new CatalogueOperators(OPERATORS, engine);
    return new TextValidator(
        engine, SqlOperatorTables.chain(OPERATORS, others), reader, types, config);
  }

  /** BPCHAR alone is CHAR(256) on Redshift (Database Developer Guide, "Character types"). */
  private static String longer(String type, String engine) {
    return type.equals("bpchar") && engine.equals("redshift") ? "char(256)" : type;
  }

  /**
   * A text constant is VARCHAR, as in a table that Redshift makes of it, and not padded CHAR; and
   * dates may be reckoned with.
   */
  private static final class TextValidator extends SqlValidatorImpl {
    private final String engine;

    TextValidator(
        String engine,
        SqlOperatorTable operators,
        CalciteCatalogReader reader,
        RelDataTypeFactory types,
        Config config) {
      super(operators, reader, types, config);
      this.engine = engine;
    }

    @Override
    public RelDataType deriveType(SqlValidatorScope scope, SqlNode expression) {
      RelDataType time = own(scope, expression);
      if (time != null) {
        setValidatedNodeType(expression, time);
        return time;
      }
      RelDataType type = super.deriveType(scope, expression);
      if (!(expression instanceof SqlLiteral) || type.getSqlTypeName() != SqlTypeName.CHAR) {
        return type;
      }
      RelDataType text =
          typeFactory.createTypeWithNullability(
              typeFactory.createSqlType(SqlTypeName.VARCHAR, Math.max(1, type.getPrecision())),
              type.isNullable());
      setValidatedNodeType(expression, text);
      return text;
    }

    private @Nullable RelDataType own(SqlValidatorScope scope, SqlNode expression) {
      if (isZoned(expression)) {
        return SqlTypes.of(((SqlUnknownLiteral) expression).tag, typeFactory);
      }
      if (!(expression instanceof SqlCall call)) {
        return null;
      }
      return isSum(call)
          ? TimeArithmetic.of(call, o -> deriveType(scope, o), typeFactory, engine)
          : new OwnForms(engine, typeFactory, o -> deriveType(operands(scope, call), o)).of(call);
    }

    /** Times with a zone have more forms than Calcite reads. */
    private static boolean isZoned(SqlNode node) {
      return node instanceof SqlUnknownLiteral literal
          && literal.tag.matches("(?i)TIME(STAMP)? WITH TIME ZONE");
    }

    private static boolean isSum(SqlCall call) {
      boolean sum = call.getKind() == SqlKind.PLUS || call.getKind() == SqlKind.MINUS;
      return sum && call.operandCount() == 2;
    }

    /** Operands of an aggregate are the rows of its group. */
    private static SqlValidatorScope operands(SqlValidatorScope scope, SqlCall call) {
      SqlNode listed = OwnForms.isListedWindow(call) ? listed(call) : call;
      SqlValidatorScope inner = scope.getOperandScope((SqlCall) listed);
      return inner == null ? scope : inner;
    }

    private static SqlNode listed(SqlCall over) {
      return ((SqlCall) over.operand(0)).operand(0);
    }

    @Override
    public SqlLiteral resolveLiteral(SqlLiteral literal) {
      return isZoned(literal) ? literal : super.resolveLiteral(literal);
    }

    /** {@code INTERVAL '1 hour 30 minutes'}, {@code '23:59:59'}: the engines read more. */
    @Override
    public void validateLiteral(SqlLiteral literal) {
      if (isZoned(literal)) {
        return;
      }
      boolean named =
          literal instanceof SqlIntervalLiteral
              && literal
                  .getValueAs(SqlIntervalLiteral.IntervalValue.class)
                  .getIntervalLiteral()
                  .matches(".*[A-Za-z:].*");
      if (!named) {
        super.validateLiteral(literal);
      }
    }

    @Override
    protected void validateWhereClause(SqlSelect select) {
      SqlValidatorScope scope = getWhereScope(select);
      select.setWhere(WhereAliases.expanded(select, name -> isColumn(scope, name)));
      super.validateWhereClause(select);
    }

    private static boolean isColumn(SqlValidatorScope scope, SqlIdentifier name) {
      try {
        scope.fullyQualify(name);
        return true;
      } catch (CalciteContextException notFound) {
        return false;
      }
    }

    /** What OVER stands behind is no aggregate to Calcite where WITHIN GROUP is between. */
    @Override
    public void validateCall(SqlCall call, SqlValidatorScope scope) {
      Optional<SqlNode> target = OwnForms.target(call);
      if (isSum(call) && own(scope, call) != null) {
        // Calcite makes a number of the constant in a date - '2026-01-01'.
        call.getOperandList().forEach(o -> o.validateExpr(this, scope));
      } else if (isExtractOfText(call, scope)) {
        call.operand(1).validateExpr(this, scope);
      } else if (target.isPresent()) {
        call.getOperandList().stream()
            .filter(o -> o != null && o != target.get())
            .forEach(o -> o.validateExpr(this, scope));
      } else if (!OwnForms.isListedWindow(call)) {
        super.validateCall(call, scope);
      }
    }

    /** Redshift takes a text for a time there. */
    private boolean isExtractOfText(SqlCall call, SqlValidatorScope scope) {
      return call.getKind() == SqlKind.EXTRACT
          && SqlTypeUtil.isCharacter(deriveType(scope, call.operand(1)));
    }

    /** EXTRACT(hours FROM …): parts have many names. */
    @Override
    public TimeFrame validateTimeFrame(SqlIntervalQualifier qualifier) {
      Optional<String> name =
          Optional.ofNullable(qualifier.timeFrameName)
              .flatMap(DatePart::of)
              // Calcite has no such parts; they are numbers as the others are.
              .map(part -> part.startsWith("timezone") ? "hour" : part);
      return name.isPresent()
          ? getTimeFrameSet().get(TimeUnit.valueOf(name.get().toUpperCase(Locale.ROOT)))
          : super.validateTimeFrame(qualifier);
    }
  }

  private static void add(CalciteSchema root, String name, List<Field> fields) {
    int dot = name.indexOf('.');
    CalciteSchema schema = root;
    if (dot >= 0) {
      String part = name.substring(0, dot);
      CalciteSchema known = root.getSubSchema(part, true);
      schema = known != null ? known : root.add(part, new AbstractSchema());
    }
    schema.add(name.substring(dot + 1), new DeclaredTable(fields));
  }

  /** A table that has columns and nothing else. */
  private static final class DeclaredTable extends AbstractTable {
    private final List<Field> fields;

    DeclaredTable(List<Field> fields) {
      this.fields = fields;
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory factory) {
      return ROWS.computeIfAbsent(fields, all -> row(all, factory));
    }

    private static RelDataType row(List<Field> fields, RelDataTypeFactory factory) {
      RelDataTypeFactory.Builder row = factory.builder();
      for (Field field : fields) {
        RelDataType type = SqlTypes.of(field.type(), factory);
        row.add(field.name(), factory.createTypeWithNullability(type, field.nullable()));
      }
      return row.build();
    }
  }

  /**
   * GROUP BY by ordinal and alias, aliases in the same SELECT; no free columns beside a GROUP BY.
   */
  private static final class LikeRedshift extends SqlDelegatingConformance {
    LikeRedshift() {
      super(SqlConformanceEnum.BABEL);
    }

    @Override
    public boolean isNonStrictGroupBy() {
      return false;
    }

    @Override
    public SelectAliasLookup isSelectAlias() {
      return SelectAliasLookup.LEFT_TO_RIGHT;
    }

    @Override
    public boolean isGroupByAlias() {
      return true;
    }

    @Override
    public boolean isHavingAlias() {
      return true;
    }

    @Override
    public boolean isGroupByOrdinal() {
      return true;
    }
  }

  static SqlConformance conformance() {
    return new LikeRedshift();
  }
}
