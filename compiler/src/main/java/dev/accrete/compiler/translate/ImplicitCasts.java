package dev.accrete.compiler.translate;

import dev.accrete.compiler.catalogue.FunctionEntry;
import dev.accrete.compiler.template.EditedText.Edit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/**
 * The conversions that Redshift makes by itself and other engines do not, as casts: numbers, dates
 * and timestamps become texts where a text is wanted, and texts timestamps where a time is
 * (Database Developer Guide, "Type compatibility and conversion").
 */
final class ImplicitCasts {
  private static final Set<ValueKind> TO_TEXT =
      Set.of(
          ValueKind.INTEGER,
          ValueKind.DECIMAL,
          ValueKind.FLOATING,
          ValueKind.DATE,
          ValueKind.TIMESTAMP);

  private static final Set<ValueKind> TIMES = EnumSet.of(ValueKind.DATE, ValueKind.TIMESTAMP);

  private static final Set<ValueKind> NUMBERS =
      EnumSet.of(ValueKind.INTEGER, ValueKind.DECIMAL, ValueKind.FLOATING);

  private static final Set<SqlKind> ARITHMETIC =
      EnumSet.of(SqlKind.PLUS, SqlKind.MINUS, SqlKind.TIMES, SqlKind.DIVIDE, SqlKind.MOD);

  private static final Set<SqlKind> LISTS = EnumSet.of(SqlKind.IN, SqlKind.NOT_IN);

  private static final Pattern OPTIONAL = Pattern.compile("[\\[\\]…]");

  private static final Pattern NUMBER = Pattern.compile("[-+]?\\d{1,9}(\\.\\d{1,9})?");

  private static final Pattern COMMA = Pattern.compile("[\\s,]*,[\\s,]*");

  /** Functions that are written with the time as it stands; others cast it anyway. */
  private static final Set<String> OF_TIMES = Set.of("DATE_TRUNC", "EXTRACT");

  private static final Set<String> UNCLEAR = Set.of("ROUND", "TRUNC", "SIGN");
  private static final Set<String> OF_THE_FIRST = Values.ofTheFirstAnd("MIN", "MAX", "ABS", "SUM");

  /** Aggregates whose pages know numbers alone. */
  private static final Set<String> OF_NUMBERS =
      Set.of(
          "SUM",
          "AVG",
          "STDDEV",
          "STDDEV_SAMP",
          "STDDEV_POP",
          "VARIANCE",
          "VAR_SAMP",
          "VAR_POP",
          "MEDIAN");

  private final Site site;
  private final List<Edit> edits = new ArrayList<>();

  /** Names that are being looked at. */
  private final Set<String> open = new HashSet<>();

  private ImplicitCasts(Site site) {
    this.site = site;
  }

  /**
   * The casts around operands of a call of Redshift's.
   *
   * @throws NoEqual where it is not documented which operand is converted, or to what
   */
  static List<Edit> of(Site site) {
    ImplicitCasts casts = new ImplicitCasts(site);
    casts.singles();
    casts.quotient();
    casts.sums();
    if (MixedComparison.isOne(site.call())) {
      casts.compare();
      casts.edits.addAll(ExactQuotients.compared(site));
    } else if (site.entry().name().equals("||")) {
      casts.join();
    } else if (site.call().operandCount() == 2
        && site.call().isA(ARITHMETIC)
        && site.arguments().stream().anyMatch(SqlCharStringLiteral.class::isInstance)) {
      casts.constants();
    } else if (site.call().operandCount() == 2
        && (site.call().getKind() == SqlKind.PLUS || site.call().getKind() == SqlKind.MINUS)) {
      casts.days();
    } else {
      casts.arguments();
    }
    return casts.edits;
  }

  private void arguments() {
    List<SqlNode> all = site.arguments();
    List<String> wanted = wanted(site.entry());
    for (int i = 0; i < all.size() && !wanted.isEmpty(); i++) {
      String want = wanted.get(Math.min(i, wanted.size() - 1));
      if (want.equals("text")) {
        text(all.get(i));
      } else if (want.equals("count")) {
        count(all.get(i));
      } else if (want.equals("number")) {
        number(all.get(i));
      } else if (want.equals("time") && OF_TIMES.contains(site.entry().name())) {
        time(all.get(i));
      } else if (want.equals("time")) {
        iso(all.get(i));
      }
    }
  }

  /** A constant of a time in a form that others do not read. */
  private void iso(SqlNode value) {
    written(value).ifPresent(constant -> edits.add(site.edit(value, site.parts(constant))));
  }

  private Optional<String> written(SqlNode value) {
    return value instanceof SqlCharStringLiteral
        ? TimeConstants.written(site.written(value).strip(), value)
        : Optional.empty();
  }

  /** A number in quotes is one, of which DuckDB does not know which of its types it has. */
  private void number(SqlNode value) {
    site.constant(value)
        .map(String::strip)
        .filter(constant -> NUMBER.matcher(constant).matches())
        .ifPresent(constant -> edits.add(site.edit(value, site.parts("(" + constant + ")"))));
  }

  private static List<String> wanted(FunctionEntry entry) {
    String plain = OPTIONAL.matcher(entry.arguments()).replaceAll("").strip();
    return plain.isEmpty() ? List.of() : List.of(COMMA.split(plain, -1));
  }

  /** Two values are joined as texts on PostgreSQL if one of them is a text. */
  private void join() {
    List<SqlNode> all = site.arguments();
    boolean text =
        all.stream()
            .map(site.kinds()::of)
            .anyMatch(kind -> kind == ValueKind.TEXT || kind == ValueKind.UNKNOWN);
    if (!text && site.to().equals("postgres")) {
      all.forEach(this::text);
    } else {
      all.stream().filter(value -> !site.textOf(value).isNone()).forEach(this::text);
    }
  }

  /**
   * A number of single precision beside another number is one of double precision, as the page of
   * computations says, and so is a sum of such; DuckDB makes a single of the other one, and
   * PostgreSQL adds them up as singles, and makes singles of a list that one is looked for in.
   */
  private void singles() {
    boolean compared = MixedComparison.isOne(site.call());
    if (site.to().equals("postgres") && site.entry().name().equals("SUM")) {
      site.arguments().stream().filter(site.types()::isReal).forEach(this::asDouble);
    }
    boolean wrong =
        site.to().equals("duckdb")
            ? compared || site.call().isA(ARITHMETIC)
            : site.to().equals("postgres") && site.call().isA(LISTS);
    if (!wrong) {
      return;
    }
    List<SqlNode> all = compared ? MixedComparison.operands(site.call()) : site.arguments();
    List<SqlNode> singles = all.stream().filter(site.types()::isReal).toList();
    if (singles.size() < all.size()) {
      singles.forEach(this::asDouble);
    }
  }

  private void asDouble(SqlNode number) {
    edits.add(site.edit(number, site.parts("CAST(", number, " AS DOUBLE PRECISION)")));
  }

  /** Sums that only Redshift has: of intervals, and of texts, of which its pages do not tell. */
  private void sums() {
    String name = site.entry().name();
    if (OF_NUMBERS.contains(name) && site.kinds().of(site.arguments().get(0)) == ValueKind.TEXT) {
      throw new NoEqual(
          name + " of a text", site.call(), "cast it: " + name + "(CAST(… AS DECIMAL(18, 2)))");
    }
    boolean sum = name.equals("SUM") && site.to().equals("duckdb");
    if (sum && site.kinds().of(site.arguments().get(0)) == ValueKind.INTERVAL) {
      throw new NoEqual("a sum of intervals", site.call(), "add up EXTRACT(epoch FROM …)");
    }
    if (site.call().getKind() == SqlKind.PLUS
        && site.arguments().stream().allMatch(a -> site.kinds().of(a) == ValueKind.TEXT)) {
      throw new NoEqual("a sum of texts", site.call(), "write ||");
    }
  }

  /** Whether ROUND of a whole number is one, and so cuts off a quotient, its pages do not agree. */
  private void quotient() {
    if (site.call().getKind() != SqlKind.DIVIDE) {
      return;
    }
    List<SqlNode> unclear = site.arguments().stream().filter(this::isUnclear).toList();
    boolean others =
        site.arguments().stream()
            .allMatch(a -> isUnclear(a) || site.kinds().of(a) == ValueKind.INTEGER);
    if (!unclear.isEmpty() && others) {
      throw new NoEqual(
          "a quotient with " + site.written(unclear.get(0)).strip() + ", which may be a decimal,",
          site.call(),
          "cast it: CAST(… AS INTEGER)");
    }
  }

  private boolean isUnclear(SqlNode value) {
    if (value instanceof SqlIdentifier id && !id.isStar()) {
      String name = site.kinds().key(id);
      if (!open.add(name)) {
        return false; // what it is made of is being asked already
      }
      boolean unclear = site.kinds().given(name).stream().anyMatch(this::isUnclear);
      open.remove(name);
      return unclear;
    }
    if (!(value instanceof SqlCall call) || call.operandCount() == 0) {
      return false;
    }
    String name = call.getOperator().getName().strip().toUpperCase(Locale.ROOT);
    if (UNCLEAR.contains(name)) {
      return site.kinds().of(call.operand(0)) == ValueKind.INTEGER;
    }
    return (OF_THE_FIRST.contains(name) && isUnclear(call.operand(0)))
        || Values.chosen(call).stream().anyMatch(v -> v != null && isUnclear(v));
  }

  /** A number in quotes beside a number is one, and a time from which one is taken, a time. */
  private void constants() {
    List<SqlNode> all = site.arguments();
    for (int i = 0; i < 2; i++) {
      ValueKind other = site.kinds().of(all.get(1 - i));
      if (!site.to().equals("duckdb")) {
        if (TIMES.contains(other)) {
          iso(all.get(i));
        }
        continue;
      }
      Optional<String> number = site.constant(all.get(i)).map(String::strip);
      boolean fits =
          number
              .filter(
                  n -> n.matches(other == ValueKind.INTEGER ? "\\d{1,9}" : "\\d{1,9}(\\.\\d+)?"))
              .isPresent();
      if (fits && NUMBERS.contains(other)) {
        // DuckDB does not know which of its types.
        edits.add(site.edit(all.get(i), site.parts(number.get())));
      } else if (number.isPresent() && site.call().getKind() == SqlKind.MINUS) {
        time(all.get(i), other);
      }
    }
  }

  private void time(SqlNode constant, ValueKind other) {
    if (other == ValueKind.DATE || other == ValueKind.TIMESTAMP) {
      Optional<String> written = written(constant);
      if (written.isEmpty()) {
        TimeConstants.requireKnown(site.written(constant), other.name(), constant);
      }
      Object time = written.isPresent() ? written.get() : constant;
      edits.add(site.edit(constant, site.parts("CAST(", time, " AS " + other + ")")));
    }
  }

  /**
   * A date and a BIGINT, such as the number of a row: the others add an INTEGER alone; and to a
   * timestamp no number of days at all.
   */
  private void days() {
    List<SqlNode> both = site.arguments();
    for (int i = 0; i < 2; i++) {
      boolean behind = i == 1 || site.call().getKind() == SqlKind.PLUS;
      boolean time = behind && site.kinds().of(both.get(1 - i)) == ValueKind.TIMESTAMP;
      if (time && PartsOfTimes.isWhole(site, both.get(i))) {
        edits.add(site.edit(both.get(i), site.parts("(", both.get(i), ") * INTERVAL '1 day'")));
      }
    }
    boolean date = site.arguments().stream().anyMatch(a -> site.kinds().of(a) == ValueKind.DATE);
    for (SqlNode operand : date ? site.arguments() : List.<SqlNode>of()) {
      boolean plain = operand instanceof SqlLiteral || site.types().isInteger(operand);
      if (!plain && PartsOfTimes.isWhole(site, operand)) {
        edits.add(site.edit(operand, site.parts("CAST(", operand, " AS INTEGER)")));
      }
    }
  }

  private void compare() {
    List<SqlNode> all = MixedComparison.operands(site.call());
    boolean text = all.stream().anyMatch(this::isTextOfItsOwn);
    if (all.stream().map(site.kinds()::of).anyMatch(TIMES::contains)) {
      all.forEach(this::iso);
    }
    for (SqlNode operand : text ? all : List.<SqlNode>of()) {
      ValueKind kind = site.kinds().of(operand);
      if (kind == ValueKind.INTEGER) {
        text(operand);
      } else if (TO_TEXT.contains(kind)) {
        throw new NoEqual(
            "the comparison of a text with "
                + site.written(operand).strip()
                + ", "
                + kind.withArticle()
                + ",",
            site.call(),
            "cast one of the two to the other's type");
      }
    }
  }

  /** A constant in quotes is whatever stands beside it. */
  private boolean isTextOfItsOwn(SqlNode node) {
    return !(node instanceof SqlCharStringLiteral) && site.kinds().of(node) == ValueKind.TEXT;
  }

  private void text(SqlNode node) {
    if (TO_TEXT.contains(site.kinds().of(node))) {
      NumberTexts text = site.textOf(node);
      String before = text.isText() ? "" : "CAST(";
      String after = text.isText() ? "" : " AS VARCHAR)";
      edits.add(site.edit(node, site.parts(before + text.before(), node, text.after() + after)));
    }
  }

  /** Redshift makes an INTEGER of a BIGINT that counts signs; the others have no such function. */
  private void count(SqlNode number) {
    boolean wanted = site.to().equals("postgres") || site.entry().name().endsWith("PAD");
    if (wanted && site.types().isBig(number)) {
      edits.add(site.edit(number, site.parts("CAST(", number, " AS INTEGER)")));
    }
  }

  private void time(SqlNode node) {
    if (site.kinds().of(node) != ValueKind.TEXT) {
      return;
    }
    Optional<String> constant = written(node);
    if (constant.isEmpty() && node instanceof SqlCharStringLiteral && site.to().equals("duckdb")) {
      TimeConstants.requireKnown(site.written(node), "timestamp", node);
    }
    Object time = constant.isPresent() ? constant.get() : node;
    edits.add(site.edit(node, site.parts("CAST(", time, " AS TIMESTAMP)")));
  }

  /** Comparisons, whose operands are converted to one type. */
  static final class MixedComparison {
    private static final Set<SqlKind> KINDS =
        Set.of(
            SqlKind.EQUALS,
            SqlKind.NOT_EQUALS,
            SqlKind.LESS_THAN,
            SqlKind.LESS_THAN_OR_EQUAL,
            SqlKind.GREATER_THAN,
            SqlKind.GREATER_THAN_OR_EQUAL,
            SqlKind.IN,
            SqlKind.NOT_IN,
            SqlKind.BETWEEN);

    private MixedComparison() {}

    static boolean isOne(SqlCall call) {
      return KINDS.contains(call.getKind());
    }

    /** What is compared: without a subquery, whose columns are not cast from outside. */
    static List<SqlNode> operands(SqlCall call) {
      List<SqlNode> all = new ArrayList<>();
      for (SqlNode operand : call.getOperandList()) {
        if (operand instanceof SqlNodeList list) {
          all.addAll(list.getList());
        } else if (operand != null && !operand.isA(SqlKind.QUERY)) {
          all.add(operand);
        }
      }
      return all;
    }
  }
}
