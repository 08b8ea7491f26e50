package dev.accrete.compiler.translate;

import dev.accrete.compiler.parse.SqlComments;
import dev.accrete.compiler.template.EditedText.Edit;
import dev.accrete.compiler.template.EditedText.Part;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;

/** Patterns of texts. */
final class TextForms {
  /** Functions that count from 0 or 1. */
  private static final Set<String> COUNTS =
      Set.of(
          "STRPOS",
          "POSITION",
          "CHARINDEX",
          "LENGTH",
          "LEN",
          "CHAR_LENGTH",
          "INSTR",
          "REGEXP_INSTR");

  private static final Pattern CHAR =
      Pattern.compile("(?i)(n?char|character|bpchar)\\s*(?:\\(\\s*(\\d+)\\s*\\))?");

  private TextForms() {}

  /** As many bytes as a CHAR is long, blanks at its end included, which DuckDB does not keep. */
  static List<Edit> bytes(Site site) {
    SqlNode value = site.arguments().get(0);
    Set<String> lengths = lengths(site, value);
    boolean fixed = lengths.stream().anyMatch(length -> !length.isEmpty());
    if (fixed && lengths.size() > 1) {
      throw new NoEqual("OCTET_LENGTH of what may be a CHAR of one length or not", value, null);
    }
    return List.of(
        site.edit(
            site.call(),
            fixed
                ? site.parts(
                    "CASE WHEN (",
                    value,
                    ") IS NOT NULL THEN " + lengths.iterator().next() + " END")
                : site.parts("STRLEN(", value, ")")));
  }

  /** The lengths of the CHAR types that a cast or the columns of a name have; empty of others. */
  private static Set<String> lengths(Site site, SqlNode value) {
    if (!(value instanceof SqlIdentifier name) || name.isStar()) {
      return Set.of(length(castTo(value)));
    }
    String key = site.kinds().key(name);
    if (madeOf(site, key, new HashSet<>()).anyMatch(type -> !length(type).isEmpty())) {
      // Constants of a UNION may stand in it, too, which are as long as they are.
      throw new NoEqual("OCTET_LENGTH of a CHAR that a query makes", value, "take it in there");
    }
    return site.types().declared(key).stream()
        .map(TextForms::length)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The types of what inner queries put into columns of a name, as far as they are told. */
  private static Stream<String> madeOf(Site site, String key, Set<String> seen) {
    if (!seen.add(key)) {
      return Stream.empty();
    }
    return site.kinds().given(key).stream()
        .flatMap(
            value -> {
              if (!(value instanceof SqlIdentifier name) || name.isStar()) {
                return Stream.of(castTo(value));
              }
              String inner = site.kinds().key(name);
              return inner.equals(key)
                  ? Stream.empty()
                  : Stream.concat(site.types().declared(inner).stream(), madeOf(site, inner, seen));
            });
  }

  private static String length(String type) {
    Matcher fixed = CHAR.matcher(type.replace("`", "").strip());
    if (!fixed.matches()) {
      return "";
    }
    String given = fixed.group(2);
    return given != null ? given : fixed.group(1).matches("(?i)bpchar") ? "256" : "1";
  }

  private static String castTo(SqlNode value) {
    return value.getKind() == SqlKind.CAST
        ? ((SqlCall) value)
            .getOperandList().stream()
                .filter(SqlDataTypeSpec.class::isInstance)
                .map(SqlNode::toString)
                .findFirst()
                .orElse("")
        : "";
  }

  /** DuckDB counts a position before the first from the end. */
  static List<Edit> substring(Site site) {
    List<SqlNode> all = site.arguments();
    requirePosition(site);
    SqlNode start = all.get(1);
    if (isCount(start)) {
      return all.size() > 2 ? length(site, all.get(2)) : List.of();
    }
    if (Volatile.isIn(start)) {
      throw new NoEqual("SUBSTRING from a position that changes", start, null);
    }
    List<Part> negative = all.size() > 2 ? negative(site, all.get(2)) : List.of();
    List<Part> parts =
        site.parts(
            "SUBSTRING(",
            all.get(0),
            ", CASE WHEN (",
            start,
            ") < 1 THEN 1 ELSE (",
            start,
            ") END");
    if (all.size() > 2) {
      parts.addAll(
          site.parts(
              ", CASE ",
              negative,
              "WHEN (",
              start,
              ") >= 1 THEN (",
              all.get(2),
              ") WHEN (",
              start,
              ") + (",
              all.get(2),
              ") > 1 THEN (",
              start,
              ") + (",
              all.get(2),
              ") - 1 ELSE 0 END"));
    }
    parts.addAll(site.parts(")"));
    return List.of(site.edit(site.call(), parts));
  }

  private static List<Edit> length(Site site, SqlNode length) {
    List<Part> negative = negative(site, length);
    return negative.isEmpty()
        ? List.of()
        : List.of(site.edit(length, site.parts("CASE ", negative, "ELSE (", length, ") END")));
  }

  /**
   * Backwards from the position on DuckDB, and an error where its page says: cannot be negative.
   */
  private static List<Part> negative(Site site, SqlNode length) {
    if (isCount(length) || Values.isNull(length)) {
      return List.of();
    }
    if (length instanceof SqlNumericLiteral) {
      throw new NoEqual("SUBSTRING of a negative length", length, null);
    }
    if (Volatile.isIn(length)) {
      throw new NoEqual("SUBSTRING of a length that changes", length, null);
    }
    return site.parts(
        "WHEN (", length, ") < 0 THEN CAST('the length ' || (", length, ") AS INTEGER) ");
  }

  /** From a position that every engine counts from the beginning. */
  static List<Edit> plainSubstring(Site site) {
    requirePosition(site);
    SqlNode start = site.arguments().get(1);
    if (site.written(start).strip().startsWith("-")) {
      throw new NoEqual("SUBSTRING from a position that is counted from the end", start, null);
    }
    return List.of();
  }

  private static void requirePosition(Site site) {
    SqlNode start = site.arguments().get(1);
    if (site.constant(start).filter(text -> !text.matches("\\s*-?\\d+\\s*")).isPresent()) {
      throw new NoEqual("SUBSTRING by a pattern", start, null);
    }
  }

  /** Whether a number is known not to be negative. */
  private static boolean isCount(SqlNode node) {
    if (node instanceof SqlNumericLiteral number) {
      return number.bigDecimalValue().signum() >= 0;
    }
    if (!(node instanceof SqlCall call)) {
      return false;
    }
    return call.getOperator().getName().equals("+")
        ? call.getOperandList().stream().allMatch(TextForms::isCount)
        : COUNTS.contains(call.getOperator().getName().toUpperCase(Locale.ROOT));
  }

  /** Blanks alone are cut: DuckDB cuts all kinds of spaces unless told. */
  static List<Edit> trim(Site site) {
    String code = SqlComments.masked(site.written(site.call()));
    SqlNode value = site.arguments().get(site.arguments().size() - 1);
    boolean plain = site.call().getKind() == SqlKind.TRIM && !code.matches("(?is).*\\bFROM\\b.*");
    return plain
        ? List.of(site.edit(site.call(), site.parts("TRIM(BOTH ' ' FROM ", value, ")")))
        : List.of();
  }

  /**
   * Parts are counted from the beginning, and from 1. By an empty text nothing is cut, but on
   * DuckDB, which cuts between all letters.
   */
  static List<Edit> splitPart(Site site) {
    List<SqlNode> all = site.arguments();
    SqlNode delimiter = all.get(1);
    SqlNode part = all.get(2);
    if (site.written(part).strip().matches("-.*|0")) {
      throw new NoEqual("SPLIT_PART with a part that is not above 0", part, null);
    }
    boolean cuts = site.constant(delimiter).filter(text -> !text.isEmpty()).isPresent();
    if (cuts || !site.to().equals("duckdb")) {
      return List.of();
    }
    Optional<SqlNode> changing = all.stream().filter(Volatile::isIn).findFirst();
    if (changing.isPresent()) {
      throw new NoEqual("SPLIT_PART of a value that changes", changing.get(), null);
    }
    return List.of(
        site.edit(
            site.call(),
            site.parts(
                "CASE WHEN (",
                delimiter,
                ") <> '' THEN SPLIT_PART(",
                all.get(0),
                ", ",
                delimiter,
                ", ",
                part,
                ") WHEN (",
                delimiter,
                ") = '' THEN CASE WHEN (",
                part,
                ") = 1 THEN (",
                all.get(0),
                ") ELSE LEFT((",
                all.get(0),
                "), (",
                part,
                ") * 0) END END")));
  }

  /** SIMILAR TO is a regular expression on DuckDB, without the wildcards of LIKE. */
  static List<Edit> similar(Site site) {
    List<SqlNode> all = site.arguments();
    String escape = all.size() > 2 ? site.constant(all.get(2)).orElse("") : "\\";
    String regex =
        site.constant(all.get(1))
            .map(Literals::unescaped)
            .filter(p -> escape.length() == 1)
            .flatMap(p -> SimilarPattern.regex(p, escape.charAt(0)))
            .orElseThrow(
                () ->
                    new NoEqual(
                        "SIMILAR TO with a pattern that is no constant, or an odd one",
                        all.get(1),
                        "write it as a regular expression: a ~ '^(b)$'"));
    boolean not = site.entry().name().startsWith("NOT");
    return List.of(
        site.edit(
            site.call(),
            site.parts(
                not ? "(NOT " : "",
                "REGEXP_FULL_MATCH(",
                all.get(0),
                ", " + Literals.text(regex) + ")",
                not ? ")" : "")));
  }

  /** Without a filling, a text is only cut, as on PostgreSQL; DuckDB fails there. */
  static List<Edit> padded(Site site) {
    List<SqlNode> all = site.arguments();
    SqlNode count = all.get(1);
    SqlNode filling = all.get(2);
    boolean constant = site.constant(filling).isPresent();
    if (constant && !site.constant(filling).orElse("").isEmpty()) {
      return List.of();
    }
    if (all.stream().anyMatch(Volatile::isIn)) {
      throw new NoEqual(site.entry().name() + " of a value that changes", site.call(), null);
    }
    List<Part> cut =
        site.parts(
            "LEFT(",
            all.get(0),
            ", CASE WHEN (",
            count,
            ") > 0 THEN ",
            count,
            " WHEN (",
            count,
            ") <= 0 THEN 0 END)");
    List<Part> filled =
        site.parts(
            "CASE WHEN (",
            filling,
            ") = '' THEN ",
            cut,
            " ELSE " + site.entry().name() + "(",
            all.get(0),
            ", ",
            count,
            ", ",
            filling,
            ") END");
    return List.of(site.edit(site.call(), constant ? cut : filled));
  }
}
