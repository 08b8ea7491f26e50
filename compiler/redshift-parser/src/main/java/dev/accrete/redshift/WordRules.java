package dev.accrete.redshift;

import static dev.accrete.redshift.RedshiftParserImplConstants.*;

import java.util.BitSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntSupplier;

/** Which words are keywords where. Kinds of tokens are those of the generated parser. */
final class WordRules {
  /** Words that are never names, but after AS and a dot. */
  private static final BitSet RESERVED =
      bits(
          ALL,
          AND,
          ANY,
          AS,
          ASC,
          BETWEEN,
          BOTH,
          CASE,
          CAST,
          CREATE,
          CROSS,
          CURRENT_DATE,
          CURRENT_TIME,
          CURRENT_TIMESTAMP,
          CURRENT_USER,
          DESC,
          DISTINCT,
          ELSE,
          END,
          EXCEPT,
          FALSE,
          FOR,
          FROM,
          FULL,
          GRANT,
          GROUP,
          HAVING,
          ILIKE,
          IN,
          INNER,
          INTERSECT,
          INTO,
          IS,
          JOIN,
          LEADING,
          LIKE,
          LIMIT,
          LOCALTIME,
          LOCALTIMESTAMP,
          NATURAL,
          NOT,
          NOTNULL,
          NULL,
          OFFSET,
          ON,
          OR,
          ORDER,
          OUTER,
          OVERLAPS,
          PIVOT,
          PLACING,
          QUALIFY,
          SELECT,
          SESSION_USER,
          SET_MINUS,
          SOME,
          TABLE,
          THEN,
          TO,
          TRAILING,
          TRUE,
          UNION,
          UNPIVOT,
          USER,
          USING,
          WHEN,
          WHERE,
          WITH,
          WITHOUT);

  /** Words that are functions with a syntax of their own, before a parenthesis. */
  private static final BitSet BUILT_IN =
      bits(
          ARRAY_AGG,
          CEIL,
          CEILING,
          CONVERT,
          DATEADD,
          DATEDIFF,
          DATEPART,
          DATE_PART,
          DATE_TRUNC,
          EXTRACT,
          FLOOR,
          GROUP_CONCAT,
          OBJECT_TRANSFORM,
          OVERLAY,
          PERCENTILE_CONT,
          PERCENTILE_DISC,
          POSITION,
          SAFE_CAST,
          STRING_AGG,
          SUBSTRING,
          TRIM,
          TRY_CAST,
          DATE,
          TIME,
          TIMESTAMP,
          DATETIME,
          GROUPING,
          EXISTS,
          TIMESTAMPADD,
          TIMESTAMPDIFF,
          TRANSLATE,
          UNNEST,
          VALUES);

  private static final BitSet STATEMENTS =
      bits(
          ALTER, CALL, CREATE, DELETE, DESCRIBE, DROP, EXPLAIN, GRANT, INSERT, MERGE, RESET, SET,
          SHOW, TRUNCATE, UPDATE, UPSERT);

  private static final BitSet UNITS =
      bits(
          NANOSECOND,
          MICROSECOND,
          MILLISECOND,
          SECOND,
          SECONDS,
          MINUTE,
          MINUTES,
          HOUR,
          HOURS,
          DAY,
          DAYS,
          WEEK,
          WEEKS,
          MONTH,
          MONTHS,
          QUARTER,
          QUARTERS,
          YEAR,
          YEARS,
          DOW,
          DOY,
          DAYOFWEEK,
          DAYOFYEAR,
          ISODOW,
          ISOYEAR,
          EPOCH,
          DECADE,
          CENTURY,
          MILLENNIUM);

  /** Those of them that no function takes for its unit: there they are names. */
  private static final BitSet PLURALS =
      bits(SECONDS, MINUTES, HOURS, DAYS, WEEKS, MONTHS, QUARTERS, YEARS);

  private static final BitSet TYPES =
      bits(
          BIGINT, BINARY, BOOLEAN, CHAR, CHARACTER, DATE, DATETIME, DEC, DECIMAL, DOUBLE, FLOAT,
          GEOMETRY, INT, INTEGER, INTERVAL, NATIONAL, NUMERIC, REAL, SMALLINT, TIME, TIMESTAMP,
          TINYINT, UUID, VARBINARY, VARCHAR);

  private static final BitSet BEFORE_NAMES =
      bits(
          AND, BETWEEN, BY, COMMA, CONCAT, DISTINCT, ELSE, EQ, FROM, GE, GT, HAVING, IN, INTO, JOIN,
          LE, LIKE, LPAREN, LT, MINUS, NE, NE2, NOT, ON, OR, PLUS, SELECT, SLASH, TABLE, THEN,
          UPDATE, WHEN, WHERE);

  private static final BitSet DATES = bits(DATE, DATETIME, INTERVAL, TIME, TIMESTAMP);

  private static final Set<String> TYPE_NAMES =
      Set.of(
          "BIGINT",
          "BOOL",
          "BOOLEAN",
          "BPCHAR",
          "CHAR",
          "DECIMAL",
          "FLOAT",
          "FLOAT4",
          "FLOAT8",
          "INT",
          "INT2",
          "INT4",
          "INT8",
          "INTEGER",
          "NUMERIC",
          "REAL",
          "SMALLINT",
          "SUPER",
          "TEXT",
          "TIMESTAMPTZ",
          "TIMETZ",
          "VARBYTE",
          "VARCHAR");

  private WordRules() {}

  /**
   * Where a word stands: the kinds of the tokens beside it.
   *
   * @param beforeLast the last but one
   * @param last the one before it
   * @param next the one behind it
   * @param afterNext the one behind that
   * @param inWindow whether the innermost parenthesis is that of an OVER
   * @param inUnit whether it is one whose first word is a unit, as that of EXTRACT
   * @param behindInterval whether the one that was closed last, right before, is that of an
   *     INTERVAL
   */
  record Place(
      int beforeLast,
      int last,
      IntSupplier next,
      IntSupplier afterNext,
      boolean inWindow,
      boolean inUnit,
      boolean behindInterval) {
    boolean isBefore(int... kinds) {
      return is(next.getAsInt(), kinds);
    }

    /** Whether the next word may be a name. */
    boolean isBeforeName() {
      int kind = next.getAsInt();
      return kind == IDENTIFIER
          || kind == QUOTED_IDENTIFIER
          || (isWord(kind) && !RESERVED.get(kind));
    }

    boolean isAfter(int... kinds) {
      return is(last, kinds);
    }

    private static boolean is(int kind, int... kinds) {
      for (int one : kinds) {
        if (one == kind) {
          return true;
        }
      }
      return false;
    }
  }

  /** Whether a kind is one of the grammar's words. */
  static boolean isWord(int kind) {
    return (kind >= A && kind <= ZONE) || (kind >= APPROXIMATE && kind <= TOP);
  }

  static boolean beginsStatement(int kind) {
    return STATEMENTS.get(kind);
  }

  /** Whether a query may begin so. */
  static boolean beginsQuery(int kind) {
    return kind == SELECT || kind == WITH || kind == VALUES || kind == LPAREN;
  }

  static boolean isCast(int kind) {
    return kind == CAST || kind == TRY_CAST || kind == SAFE_CAST;
  }

  /** Whether a function's first argument is a unit. */
  static boolean takesUnit(int kind) {
    return kind == EXTRACT
        || kind == DATEADD
        || kind == DATEDIFF
        || kind == DATE_PART
        || kind == DATEPART
        || kind == TIMESTAMPADD
        || kind == TIMESTAMPDIFF;
  }

  static boolean isTypeWord(int kind) {
    return TYPES.get(kind);
  }

  /**
   * Whether a word names a type that may stand before a constant; dates have a form of their own.
   */
  static boolean isTypeName(Token word) {
    return (word.kind == IDENTIFIER || (TYPES.get(word.kind) && !DATES.get(word.kind)))
        && TYPE_NAMES.contains(word.image.toUpperCase(Locale.ROOT));
  }

  /** Whether a word is DATE, TIME or TIMESTAMP. */
  static boolean isTime(int kind) {
    return kind == DATE || kind == TIME || kind == TIMESTAMP;
  }

  /**
   * Whether a constant of a date or time is written as standard SQL has it, which is all that the
   * form of its own takes; Redshift reads {@code 'epoch'} and {@code 'Jun 1, 2008'} as well.
   */
  static boolean isStandardTime(int kind, String text) {
    String date = "\\d{4}-\\d{2}-\\d{2}";
    String time = "\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?";
    return switch (kind) {
      case DATE -> text.matches("'" + date + "'");
      case TIME -> text.matches("'" + time + "'");
      case TIMESTAMP -> text.matches("'" + date + "( " + time + ")?'");
      default -> false;
    };
  }

  /** Whether a word begins a part of OBJECT_TRANSFORM's arguments. */
  static boolean isPartOfTransform(int kind) {
    return kind == KEEP || kind == SET;
  }

  /** Whether a word behind IS is the type of a SUPER value. */
  static boolean isValueType(Token word) {
    return TYPES.get(word.kind) || isTypeName(word);
  }

  /** Whether a word may begin the next join of a FROM clause. */
  static boolean beginsJoin(int kind) {
    return switch (kind) {
      case JOIN, INNER, LEFT, RIGHT, FULL, CROSS, NATURAL, ASOF -> true;
      default -> false;
    };
  }

  /** Whether an operand or a table has to follow: then {@code #} begins a name. */
  static boolean isBeforeName(int kind) {
    return BEFORE_NAMES.get(kind);
  }

  /** Whether a word goes on with a type: {@code DOUBLE PRECISION}, {@code WITH TIME ZONE}. */
  static boolean continuesType(int kind, int last) {
    return switch (kind) {
      case PRECISION -> last == DOUBLE;
      case CHAR, CHARACTER -> last == NATIONAL;
      case VARYING -> last == CHAR || last == CHARACTER || last == BINARY;
      case WITH, WITHOUT -> last == TIME || last == TIMESTAMP || last == RPAREN;
      case LOCAL -> last == WITH;
      case TIME -> last == WITH || last == WITHOUT || last == LOCAL;
      case ZONE -> last == TIME;
      case TO -> UNITS.get(last);
      case MAX -> last == LPAREN;
      default -> UNITS.get(kind) && (last == INTERVAL || last == TO);
    };
  }

  /** Whether a word is the keyword there, and no name. */
  static boolean isKeyword(int kind, Place place) {
    if (RESERVED.get(kind)) {
      return true;
    }
    if (BUILT_IN.get(kind) && place.isBefore(LPAREN)) {
      return true;
    }
    if (UNITS.get(kind)) {
      return isUnit(kind, place);
    }
    return switch (kind) {
      case DATE, DATETIME -> place.isBefore(QUOTED_STRING);
      case TIMESTAMP -> place.isBefore(QUOTED_STRING) || isZoned(place);
      case TIME ->
          place.isBefore(QUOTED_STRING)
              || (place.isAfter(AT, WITH, WITHOUT, LOCAL) && place.isBefore(ZONE))
              || isZoned(place);
      case ZONE -> place.isAfter(TIME);
      case INTERVAL ->
          place.isBefore(QUOTED_STRING, MINUS, PLUS, UNSIGNED_INTEGER_LITERAL, LPAREN)
              || (place.isBeforeName() && UNITS.get(place.afterNext().getAsInt()));
      case AT -> isAt(place);
      case BY -> place.isAfter(GROUP, ORDER, PARTITION, CONNECT);
      default -> isInFrom(kind, place) || isInWindow(kind, place) || isElsewhere(kind, place);
    };
  }

  private static boolean isZoned(Place place) {
    return place.isBefore(WITH, WITHOUT) && place.afterNext().getAsInt() == TIME;
  }

  private static boolean isUnit(int kind, Place place) {
    boolean behindInterval =
        place.beforeLast() == INTERVAL
            && place.isAfter(QUOTED_STRING, UNSIGNED_INTEGER_LITERAL, IDENTIFIER);
    boolean signed = place.isAfter(QUOTED_STRING) && place.beforeLast() == MINUS;
    boolean end = place.isAfter(TO) && UNITS.get(place.beforeLast());
    return behindInterval
        || place.behindInterval()
        || signed
        || end
        || (place.inUnit() && place.isAfter(LPAREN) && !PLURALS.get(kind));
  }

  /** {@code AT TIME ZONE}, and {@code AS x AT i} in FROM. */
  private static boolean isAt(Place place) {
    return (place.isBefore(TIME) && place.afterNext().getAsInt() == ZONE)
        || (place.isAfter(IDENTIFIER, QUOTED_IDENTIFIER)
            && place.isBeforeName()
            && !place.isBefore(LEFT, RIGHT, ASOF, SEMI, START, CONNECT, WINDOW, FETCH));
  }

  private static boolean isInFrom(int kind, Place place) {
    return switch (kind) {
      case LEFT, RIGHT -> !place.isBefore(LPAREN);
      case SEMI -> place.isAfter(LEFT);
      case ASOF -> place.isBefore(JOIN);
      case LATERAL -> place.isBefore(LPAREN, UNNEST, TABLE);
      case INCLUDE -> place.isAfter(UNPIVOT);
      case ORDINALITY -> place.isAfter(WITH);
      case RECURSIVE -> place.isAfter(WITH);
      case START -> place.isBefore(WITH);
      case CONNECT -> place.isBefore(BY);
      case PRIOR ->
          place.isBeforeName()
              && place.isAfter(BY, AND, OR, NOT, EQ, LT, GT, LE, GE, NE, NE2, LPAREN);
      case EXCLUDE ->
          place.isAfter(STAR, UNPIVOT)
              || place.inWindow()
              || isBeforeColumns(place)
              || (place.isBefore(LPAREN) && place.isAfter(IDENTIFIER, QUOTED_IDENTIFIER, RPAREN));
      default -> false;
    };
  }

  /** {@code 1 AS x EXCLUDE a, b FROM}: at the end of a select list. */
  private static boolean isBeforeColumns(Place place) {
    return place.isAfter(IDENTIFIER, QUOTED_IDENTIFIER, RPAREN)
        && place.isBeforeName()
        && Place.is(place.afterNext().getAsInt(), COMMA, FROM);
  }

  private static boolean isInWindow(int kind, Place place) {
    return switch (kind) {
      case OVER -> place.isAfter(RPAREN, NULLS);
      case FILTER -> place.isAfter(RPAREN) && place.isBefore(LPAREN);
      case WITHIN -> place.isAfter(RPAREN) && place.isBefore(GROUP);
      case PARTITION -> place.isBefore(BY);
      case ROWS -> isFrame(place) || place.isBefore(ONLY) || isOffset(place);
      case RANGE -> isFrame(place);
      case UNBOUNDED -> place.inWindow() && place.isBefore(PRECEDING, FOLLOWING);
      case PRECEDING, FOLLOWING -> place.inWindow();
      case CURRENT -> place.isBefore(ROW);
      case ROW -> place.isAfter(CURRENT) || place.isBefore(LPAREN, ONLY) || isOffset(place);
      case NO -> place.isAfter(EXCLUDE);
      case OTHERS -> place.isAfter(NO);
      case TIES -> place.isAfter(EXCLUDE);
      case IGNORE, RESPECT -> place.isBefore(NULLS);
      case NULLS -> place.isAfter(IGNORE, RESPECT, INCLUDE, EXCLUDE) || place.isBefore(FIRST, LAST);
      case FIRST -> place.isAfter(NULLS, FETCH);
      case LAST -> place.isAfter(NULLS);
      case WINDOW -> place.isBeforeName() && place.afterNext().getAsInt() == AS;
      default -> false;
    };
  }

  private static boolean isFrame(Place place) {
    return place.inWindow() && !place.isAfter(BY, COMMA);
  }

  /** {@code OFFSET 3 ROWS}. */
  private static boolean isOffset(Place place) {
    return place.beforeLast() == OFFSET && place.isAfter(UNSIGNED_INTEGER_LITERAL);
  }

  private static boolean isElsewhere(int kind, Place place) {
    return switch (kind) {
      case TOP -> place.isAfter(SELECT, ALL, DISTINCT);
      case APPROXIMATE -> place.isBefore(COUNT, PERCENTILE_DISC);
      case ROLLUP, CUBE -> place.isAfter(BY, COMMA, LPAREN) && place.isBefore(LPAREN);
      case GROUPING -> place.isBefore(SETS);
      case SETS -> place.isAfter(GROUPING);
      case ARRAY ->
          place.isBefore(LBRACKET)
              || place.isAfter(JSON)
              || (place.isBefore(LPAREN)
                  && Place.is(place.afterNext().getAsInt(), SELECT, WITH, VALUES));
      case MAP -> place.isBefore(LBRACKET);
      case JSON -> place.isAfter(IS) || (place.isAfter(NOT) && place.beforeLast() == IS);
      case OBJECT, SCALAR, VALUE -> place.isAfter(JSON);
      case SYMMETRIC, ASYMMETRIC -> place.isAfter(BETWEEN);
      case SIMILAR -> place.isBefore(TO);
      // The text, or a call that gives it, as Accrete writes ESCAPE CHR(92).
      case ESCAPE ->
          place.isBefore(QUOTED_STRING, EOF)
              || (place.isBeforeName() && Place.is(place.afterNext().getAsInt(), LPAREN));
      case UNKNOWN -> place.isAfter(IS, NOT);
      case ISNULL -> !place.isBefore(LPAREN);
      case FETCH -> place.isBefore(FIRST, NEXT);
      case NEXT -> place.isAfter(FETCH);
      case ONLY -> place.isAfter(ROW, ROWS);
      case CURRENT_CATALOG, CURRENT_ROLE, CURRENT_SCHEMA, SYSTEM_USER -> !place.isBefore(LPAREN);
      default -> false;
    };
  }

  private static BitSet bits(int... kinds) {
    BitSet bits = new BitSet();
    for (int kind : kinds) {
      bits.set(kind);
    }
    return bits;
  }
}
