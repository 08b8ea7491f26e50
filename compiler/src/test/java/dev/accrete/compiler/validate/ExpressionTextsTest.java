package dev.accrete.compiler.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.dialect.ExpressionSql;
import dev.accrete.compiler.parse.ParsedText;
import dev.accrete.compiler.parse.Texts;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.tree.Relation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.Litmus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An expression that is taken apart and printed again is the author's: anything else would be wrong
 * SQL that nobody sees.
 */
class ExpressionTextsTest {
  private static final List<Field> FIELDS =
      List.of(
          field("a", "integer"),
          field("b", "integer"),
          field("c", "integer"),
          field("s", "varchar"),
          field("p", "varchar"),
          field("t", "timestamp"),
          field("d", "date"),
          field("f", "boolean"));
  private static final List<String> EXPRESSIONS =
      List.of(
          "a",
          "1",
          "-1",
          "1.5e3",
          "'it''s'",
          "NULL",
          "TRUE",
          "E'it\\'s' || s",
          "a + b",
          "a - b - c",
          "a - (b - c)",
          "(a + b) * c",
          "a * (b + c)",
          "((a + b)) * ((c))",
          "(a)",
          "-a",
          "- a",
          "-(a + b)",
          "- -a",
          "+a",
          "a % b",
          "MOD(a, b)",
          "a / b / c",
          "s || p",
          "s || 'x--y' || p",
          "a = b",
          "a <> b",
          "a != b",
          "a < b AND b < c OR NOT a = c",
          "a = 1 AND (b = 2 OR c = 3) AND f",
          "NOT f",
          "NOT (a = b)",
          "NOT NOT f",
          "f IS TRUE",
          "(a = b) IS NOT FALSE",
          "a IS NULL",
          "a + b IS NOT NULL",
          "a IS DISTINCT FROM b",
          "a IS NOT DISTINCT FROM b",
          "a BETWEEN b AND c",
          "a NOT BETWEEN b AND c",
          "a BETWEEN SYMMETRIC b AND c",
          "a + 1 BETWEEN b - 1 AND c * 2 AND f",
          "a IN (1, 2)",
          "a NOT IN (1, b, c + 1)",
          "(a, b) IN ((1, 2), (3, 4))",
          "a + b IN (1)",
          "s LIKE 'x%'",
          "s NOT LIKE 'x!%%' ESCAPE '!'",
          "s ILIKE 'x%'",
          "s SIMILAR TO 'x|y'",
          "s ~ 'x+'",
          "s !~* 'x+'",
          "CASE WHEN a = 1 THEN 'x' ELSE 'y' END",
          "CASE WHEN a = 1 THEN b END",
          "CASE a WHEN 1 THEN b WHEN 2 THEN c ELSE NULL END",
          "CASE WHEN a = 1 THEN CASE WHEN b = 2 THEN c END ELSE -c END + 1",
          "CASE WHEN\"a\"=1 THEN\"b\"ELSE\"c\"END",
          "(CASE WHEN f THEN a END) + (CASE WHEN f THEN b END)",
          "CAST(a AS VARCHAR)",
          "CAST(a + b AS DECIMAL(18, 2))",
          "CAST(s AS timestamp)",
          "a::int",
          "(a + b)::int",
          "(a + b)::varchar(10)::text",
          "-a::int",
          "a::int + b::int",
          "COALESCE(a, b)::int",
          "'12'::int",
          "s::date = d",
          "a = b::int",
          "COALESCE(a, b, 0)",
          "NULLIF(a, 0)",
          "NVL(a, b)",
          "NVL2(s, a, b)",
          "DECODE(a, 1, 'x', 'y')",
          "GREATEST(a, b, c)",
          "CONCAT(s, p)",
          "LENGTH(s)",
          "LEFT(s, 3)",
          "RIGHT(s, 3)",
          "UPPER(s) || LOWER(p)",
          "SUBSTRING(s FROM 1 FOR 2)",
          "SUBSTRING(s, 1, 2)",
          "SUBSTRING(s FROM a + 1)",
          "TRIM(s)",
          "TRIM(BOTH 'x' FROM s)",
          "TRIM(LEADING FROM s)",
          "TRIM(TRAILING 'x' FROM s || p)",
          "POSITION('x' IN s)",
          "POSITION('x' IN s || p) + 1",
          "OVERLAY(s PLACING p FROM 1 FOR 2)",
          "REPLACE(s, 'a', 'b')",
          "SPLIT_PART(s, '/', 2)",
          "REGEXP_REPLACE(s, '[^a-z]+', '')",
          "JSON_EXTRACT_PATH_TEXT(s, 'a', 'b')",
          "f_geo(s)",
          "myschema.f_geo(s, p)",
          "EXTRACT(year FROM t)",
          "EXTRACT(epoch FROM t)",
          "EXTRACT(DAY FROM t) + a",
          "DATE_TRUNC('day', t)",
          "DATE_PART('hour', t)",
          "DATE_PART(hour, t)",
          "DATEADD(day, 1, t)",
          "DATEADD(day, a + 1, d)",
          "DATEDIFF(second, t, t)",
          "TIMESTAMPADD(DAY, 1, t)",
          "TIMESTAMPDIFF(DAY, t, d)",
          "CONVERT_TIMEZONE('UTC', 'Europe/Berlin', t)",
          "t + INTERVAL '1' DAY",
          "INTERVAL '1' DAY",
          "t + a * INTERVAL '1' HOUR",
          "t + INTERVAL '1:30' HOUR TO MINUTE",
          "DATE '2020-01-01'",
          "d = DATE '2020-01-01'",
          "TIMESTAMP '2020-01-01 00:00:00' < t",
          "TIME '10:00:00'",
          "CEIL(t TO DAY)",
          "FLOOR(a)",
          "ROUND(a, 2)",
          "ABS(-a)",
          "POWER(a, b)",
          "PI()",
          "CURRENT_DATE",
          "CURRENT_TIMESTAMP",
          "CURRENT_TIMESTAMP(3)",
          "LOCALTIMESTAMP",
          "CURRENT_USER",
          "current_date - d",
          "a /* the first */ + /* the second */ b",
          "a -- the first\n + b",
          "a -- it's\n + b -- the \"second\"\n + c",
          "COALESCE(\n  a, -- none\n  b\n)",
          "CASE -- kinds\n  WHEN f THEN 'a -- no' /* ' */ ELSE 'b' END",
          "a/**/+/**/b",
          "a\r\n+\r\nb",
          "\ta\t+\tb",
          "\"a\" + b",
          "A + B",
          "{t}.a + b",
          "a + b > c AND s || p = 'x' OR (f AND NOT f)",
          "(a + b, c) = (1, 2)",
          "(a, b) IS NULL",
          "ARRAY[a, b]",
          "a = ANY (ARRAY[1, 2])",
          "a > ALL (1, 2)",
          "a < SOME (b, c)",
          "s SIMILAR TO 'x' ESCAPE '!'",
          "(t, t) OVERLAPS (t, t)",
          "a::int IS NULL",
          "a - b::int",
          "a - b::int * c",
          "a = b::int AND c = d::int",
          "d BETWEEN s::date AND p::date",
          "NOT f::boolean OR f",
          "-a::int + (b - c)::int",
          "'2020-01-01'::date + 1",
          "DATE '2020-01-01'::timestamp",
          "s::varchar(10)::char(3) || p",
          "a::double precision / b::decimal(18, 2)",
          "t::timestamp without time zone",
          "CASE WHEN CASE WHEN f THEN f END THEN a END::int",
          "t.a::int + \"b\"::int",
          "s.f_geo(p)::int = 1",
          "LEFT(s, 3)::int IN (1, 2)",
          "a /* c */ :: /* d */ int + b",
          "'a::int' || s::text",
          "SUM(a)::int * 2",
          "COUNT(*) OVER (PARTITION BY b)::int + 1",
          "SUM(a) FILTER (WHERE f)::int",
          "LISTAGG(s, ',') WITHIN GROUP (ORDER BY t)::varchar(10)",
          "NOT a::int = b::int",
          "- -b::int - -a",
          "-a::int * -(b::int)",
          "f = NOT f",
          "(s::date) = (d)",
          "CASE s::date WHEN d THEN a::int END + b",
          "CASE a + b WHEN 1, 2 THEN c ELSE b END",
          "COALESCE(a::int, b)::text || (s)",
          "(a::int + b) BETWEEN (a) AND ((b + c))",
          "s LIKE (p || '%')",
          "a IN ((b), (c + 1))",
          "UPPER((s))",
          "(/* ) */ a -- )\n)",
          "a + /* ( */ (b -- '\n ) * \"c\"",
          "s || '--' || '/*' || p || '*/'",
          "s || '(' || p",
          "'(' || s",
          "a <> -b AND NOT(f)OR(f)",
          "CASE WHEN NOT(f)THEN(a)ELSE(b)END",
          "SUM(a) OVER (ORDER BY b RANGE BETWEEN INTERVAL '1' DAY PRECEDING AND CURRENT ROW)",
          "ROW_NUMBER() OVER (PARTITION BY a ORDER BY b) - 1",
          "SUM(a) / COUNT(*)::float",
          "CASE WHEN COUNT(*) > 1 THEN MAX(a) END",
          "(UPPER(s)) = p",
          "(((a)))",
          "a - (-b)",
          "a - -1",
          "a * - - 7",
          "- ( + 67 ) + ( 43 )",
          "+ ( + - 6.5 ) * - a",
          "(- (- 1)) - - (2)",
          "s IS JSON",
          "JSON_VALUE(s, '$.a')",
          "TRY_CAST(s AS INTEGER)",
          "s[1]",
          "ARRAY[a, b][1]",
          "MAP['x', a]['x']",
          "'a'\n'b'",
          "N'x' || s",
          "U&'x' || s",
          "x'ab'",
          "INTERVAL a DAY",
          "GROUPING(a)",
          "COUNT(*)",
          "COUNT(DISTINCT a)",
          "COUNT(DISTINCT a + b)",
          "SUM(a * b)",
          "SUM(CASE WHEN f THEN 1 ELSE 0 END)",
          "SUM(a) FILTER (WHERE f)",
          "COUNT(*) FILTER (WHERE a > b)",
          "LISTAGG(s, ',') WITHIN GROUP (ORDER BY t)",
          "LISTAGG(s, ',') WITHIN GROUP (ORDER BY t DESC, a)",
          "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY a)",
          "STRING_AGG(s, ',' ORDER BY t)",
          "ARRAY_AGG(s ORDER BY t DESC NULLS LAST)",
          "MIN(t::date)",
          "MAX(EXTRACT(year FROM t))",
          "ROW_NUMBER() OVER (PARTITION BY a ORDER BY b DESC NULLS LAST, c)",
          "ROW_NUMBER() OVER (PARTITION BY a + b, (c) ORDER BY t::date DESC)",
          "SUM(a) OVER (PARTITION BY b ORDER BY c ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)",
          "SUM(a) OVER (PARTITION BY b ORDER BY c ROWS BETWEEN 2 PRECEDING AND 1 FOLLOWING)",
          "SUM(a) OVER (PARTITION BY b ORDER BY c ROWS 3 PRECEDING)",
          "COUNT(*) OVER (PARTITION BY a)",
          "LAG(a, 1, 0) OVER (PARTITION BY b ORDER BY c)",
          "LAG(a) IGNORE NULLS OVER (PARTITION BY b ORDER BY c)",
          "FIRST_VALUE(s) RESPECT NULLS OVER (PARTITION BY b ORDER BY c)",
          "SUM(a) FILTER (WHERE f) OVER (PARTITION BY b)",
          "COUNT(DISTINCT a) OVER (PARTITION BY b)",
          "SUM(a + 1) OVER (PARTITION BY b || 'x')");

  static Stream<String> expressions() {
    return EXPRESSIONS.stream();
  }

  private static Field field(String name, String type) {
    return new Field(name, type, true);
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void printsAsItWasWritten(String written) {
    ParsedText parsed = select(written);
    Relation tree = tree(parsed);
    String printed = ExpressionSql.print(expression(tree), i -> FIELDS.get(i).name());
    same(printed, item(select(written)).accept(new Unqualified()));
  }

  /** What stands in place of a column is one operand, whatever it is. */
  @ParameterizedTest
  @MethodSource("expressions")
  void keepsWhatStandsInPlaceOfColumnsTogether(String written) {
    Expression expression = expression(tree(select(written)));
    Expression either = expression(tree(select("a OR b")));
    SqlNode expected = item(select(written)).accept(new InPlaceOfColumns(item(select("a OR b"))));
    same(
        ExpressionSql.print(expression.substitute(i -> either), i -> FIELDS.get(i).name()),
        expected);
    same(ExpressionSql.print(expression, i -> "a OR b"), expected);
  }

  /** What the parser moves about, or has places for that are not the text's, is left alone. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "CONVERT(s USING utf8)",
        "TRANSLATE(s USING utf8)",
        "COUNT(t.*)",
        "SUM(a) OVER (PARTITION BY b ORDER BY c ROWS BETWEEN a PRECEDING AND CURRENT ROW)",
        "SUM(a) OVER w",
        "a IN (SELECT a FROM {t} LIMIT 1)"
      })
  void isOpaqueWhereItIsNotUnderstood(String written) {
    assertThat(tree(select(written))).isInstanceOf(Relation.Opaque.class);
  }

  /** Babel's grammar gives casts the lowest precedence; engines give them nearly the highest. */
  @Test
  void bindsCastsTightly() {
    Expression.Call difference = (Expression.Call) expression(tree(select("a - b::int")));
    assertThat(difference.operator()).isEqualTo("-");
    assertThat(((Expression.Call) difference.operands().get(1)).operator()).isEqualTo("CAST");
    assertThat(expression(tree(select("a = b::int AND c = a::int OR f"))).conjuncts()).hasSize(1);
    assertThat(expression(tree(select("a = b::int AND c = a::int AND f"))).conjuncts()).hasSize(3);
  }

  @Test
  void expandsAliasesAsOnePiece() {
    assertThat(printed("SELECT a + b AS x, x * 2 AS y, -x AS z, ABS(x) AS w FROM {t}"))
        .containsExactly("a + b", "(a + b) * 2", "-(a + b)", "abs(a + b)");
  }

  @Test
  void takesLayoutAndCaseForNoDifference() {
    Expression written = expression(tree(select("COALESCE(a+b,c)::text || UPPER( s )")));
    Expression other =
        expression(tree(select("coalesce( A  + b , /* none */ c ) :: TEXT||upper(s)")));
    assertThat(other).isEqualTo(written);
  }

  private static List<String> printed(String sql) {
    Relation.Project project = (Relation.Project) tree(Texts.parsed(sql));
    return project.columns().stream()
        .map(c -> ExpressionSql.print(c.expression(), i -> FIELDS.get(i).name()))
        .toList();
  }

  private static void same(String printed, SqlNode expected) {
    SqlNode actual = item(select(printed));
    assertThat(actual.equalsDeep(expected, Litmus.IGNORE))
        .as("%s\n is %s\n not %s", printed, actual, expected)
        .isTrue();
  }

  private static ParsedText select(String expression) {
    return Texts.parsed("SELECT " + expression.replace("{t}.", "t.") + " AS x FROM {t}");
  }

  private static SqlNode item(ParsedText parsed) {
    SqlNode item = ((SqlSelect) parsed.query()).getSelectList().get(0);
    assertThat(item.getKind()).isEqualTo(SqlKind.AS);
    return ((SqlCall) item).operand(0);
  }

  private static Relation tree(ParsedText parsed) {
    var built = TreeBuilder.build(parsed, name -> Optional.of(FIELDS));
    assertThat(built.diagnostics()).isEmpty();
    return built.value().root();
  }

  /** The expression of the only column, over the columns of the table. */
  private static Expression expression(Relation tree) {
    Relation.Project project = (Relation.Project) tree;
    Expression made = project.columns().get(0).expression();
    if (project.input() instanceof Relation.Aggregate aggregate) {
      return made.substitute(i -> aggregate.aggregates().get(i).expression());
    }
    if (project.input() instanceof Relation.Window window) {
      return made.substitute(i -> window.columns().get(i - FIELDS.size()).call());
    }
    return made;
  }

  private static final class Unqualified extends SqlShuttle {
    @Override
    public SqlNode visit(SqlIdentifier id) {
      return id.names.size() > 1 && !id.isStar()
          ? new SqlIdentifier(id.names.get(id.names.size() - 1), SqlParserPos.ZERO)
          : id;
    }
  }

  private static final class InPlaceOfColumns extends SqlShuttle {
    private final SqlNode replacement;

    InPlaceOfColumns(SqlNode replacement) {
      this.replacement = replacement;
    }

    @Override
    public SqlNode visit(SqlIdentifier id) {
      String last = id.names.get(id.names.size() - 1);
      boolean column = FIELDS.stream().anyMatch(f -> f.name().equals(last));
      return column ? replacement : id;
    }
  }
}
