package dev.accrete.tests.packaging;

import dev.accrete.redshift.RedshiftParserImpl;
import java.util.List;
import java.util.Properties;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.Lex;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlLibrary;
import org.apache.calcite.sql.fun.SqlLibraryOperatorTableFactory;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.util.BuiltInMethod;

/** A program that parses and validates queries with whatever of Calcite is on its class path. */
final class ParseAndValidate {
  private static final String JOIN_AND_WINDOW =
      """
      WITH ranked AS (
        SELECT e.user_id, e.tstamp, e.amount,
               ROW_NUMBER() OVER (PARTITION BY e.user_id ORDER BY e.tstamp DESC) AS n,
               COALESCE(e.page, 'none') AS page,
               e.tstamp + INTERVAL '30' MINUTE AS until
        FROM events AS e)
      SELECT r.user_id, MIN(r.tstamp) AS first_seen, COUNT(DISTINCT r.page) AS pages,
             SUM(CASE WHEN r.n = 1 THEN r.amount END) AS amount,
             LISTAGG(r.page, ',') AS visited,
             JSON_VALUE(MAX(r.page), '$.a') AS a
      FROM ranked AS r LEFT JOIN events AS e ON e.user_id = r.user_id AND e.page LIKE 'a%'
      WHERE EXTRACT(YEAR FROM r.tstamp) > 2000
      GROUP BY r.user_id
      HAVING COUNT(*) > 1
      """;

  private ParseAndValidate() {}

  /** Prints the row type of a query; class loading that fails ends the process with a trace. */
  public static void main(String[] arguments) throws SqlParseException {
    System.out.println(rowType());
  }

  /** The row type of a query with a join, a window, aggregates, intervals and JSON. */
  static String rowType() throws SqlParseException {
    if (BuiltInMethod.values().length == 0) {
      throw new IllegalStateException("no built-in methods");
    }
    SqlParser.Config config =
        SqlParser.config()
            .withParserFactory(RedshiftParserImpl.FACTORY)
            .withLex(Lex.MYSQL_ANSI)
            .withConformance(SqlConformanceEnum.BABEL);
    SqlNode query = SqlParser.create(JOIN_AND_WINDOW, config).parseQuery();
    SqlValidator validator = validator();
    return validator.getValidatedNodeType(validator.validate(query)).getFullTypeString();
  }

  private static SqlValidator validator() {
    JavaTypeFactoryImpl types = new JavaTypeFactoryImpl();
    CalciteSchema schema = CalciteSchema.createRootSchema(false);
    schema.add("events", new Events());
    Properties properties = new Properties();
    properties.setProperty("caseSensitive", "false");
    CalciteCatalogReader catalogue =
        new CalciteCatalogReader(
            schema, List.of(), types, new CalciteConnectionConfigImpl(properties));
    SqlOperatorTable operators =
        SqlLibraryOperatorTableFactory.INSTANCE.getOperatorTable(
            SqlLibrary.STANDARD, SqlLibrary.POSTGRESQL, SqlLibrary.REDSHIFT);
    return SqlValidatorUtil.newValidator(
        operators, catalogue, types, SqlValidator.Config.DEFAULT.withTypeCoercionEnabled(true));
  }

  private static final class Events extends AbstractTable {
    @Override
    public RelDataType getRowType(RelDataTypeFactory types) {
      return types
          .builder()
          .add("user_id", SqlTypeName.VARCHAR, 36)
          .nullable(true)
          .add("tstamp", SqlTypeName.TIMESTAMP, 6)
          .add("page", SqlTypeName.VARCHAR, 4096)
          .add("amount", SqlTypeName.DECIMAL, 18, 2)
          .build();
    }
  }
}
