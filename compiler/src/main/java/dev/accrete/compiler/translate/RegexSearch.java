package dev.accrete.compiler.translate;

import dev.accrete.compiler.template.EditedText.Part;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * Where a call of REGEXP_REPLACE, REGEXP_SUBSTR, REGEXP_COUNT or REGEXP_INSTR begins to search,
 * which match it takes, and by which letters. A position before the first letter is the first; what
 * a pattern sees of the letters before a later one, the pages do not tell.
 */
final class RegexSearch {
  private static final Pattern OPENING = Pattern.compile("\\\\.|\\[\\^?]?[^\\]]*]|\\((?!\\?)");

  private final Site site;
  private final int position;

  /**
   * The search of a call.
   *
   * @param position which argument, from 0, is the position, if there
   * @throws NoEqual where a search from a later position has no equal
   */
  RegexSearch(Site site, int position) {
    this.site = site;
    this.position = position;
    if (!isFromFirst()) {
      Optional<String> pattern = pattern();
      if (pattern.map(RegexPatterns::looksBack).orElse(true)) {
        throw refused(
            "from another place than the first by a pattern that looks back, or is no constant,",
            argument(position),
            null);
      }
      requireNever();
      requireConstant(source());
    }
  }

  private SqlNode source() {
    return argument(0);
  }

  private SqlNode argument(int index) {
    return site.arguments().get(index);
  }

  /** What an argument is written as; empty where it is not there. */
  private String written(int index) {
    return index < site.arguments().size() ? site.written(argument(index)).strip() : "";
  }

  /** The number that an argument is; empty where it is no constant or not there. */
  private OptionalInt number(int index) {
    String own = written(index);
    return own.matches("[-+]?\\d{1,6}")
        ? OptionalInt.of(Integer.parseInt(own))
        : OptionalInt.empty();
  }

  /** The pattern, where it is a constant. */
  private Optional<String> pattern() {
    return site.constant(argument(1)).map(Literals::unescaped);
  }

  /** How many groups the pattern keeps; empty where it is no constant. */
  OptionalInt groups() {
    return pattern()
        .map(p -> (int) OPENING.matcher(p).results().filter(m -> m.group().equals("(")).count())
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }

  private boolean isFromFirst() {
    return written(position).isEmpty() || number(position).orElse(2) <= 1;
  }

  /** The position, which is no less than 1. */
  List<Part> start() {
    OptionalInt told = number(position);
    if (isFromFirst() || told.isPresent()) {
      return site.parts(String.valueOf(isFromFirst() ? 1 : told.getAsInt()));
    }
    SqlNode given = argument(position);
    requireConstant(given);
    return site.parts("CAST(CASE WHEN (", given, ") < 1 THEN 1 ELSE (", given, ") END AS INTEGER)");
  }

  /** The text from the position on. */
  List<Part> text() {
    return isFromFirst()
        ? site.parts(source())
        : site.parts("SUBSTRING(", source(), ", ", start(), ")");
  }

  /** What stands before a text that is made of the one from the position on. */
  List<Part> before() {
    return isFromFirst() ? List.of() : site.parts("(LEFT(", source(), ", ", start(), " - 1) || ");
  }

  /** What stands behind such a text. */
  String behind() {
    return isFromFirst() ? "" : ")";
  }

  /** Whether the first match is taken. */
  boolean isOfFirst() {
    return written(position + 1).isEmpty() || number(position + 1).orElse(0) == 1;
  }

  /** Which match is taken, of the constants above 0 or what is no constant. */
  List<Part> occurrence() {
    OptionalInt told = number(position + 1);
    if (told.isPresent() && told.getAsInt() < 1) {
      throw refused("of a match that is not above 0,", argument(position + 1), null);
    }
    if (isOfFirst()) {
      return site.parts("1");
    }
    requireNever();
    requireConstant(source());
    SqlNode given = argument(position + 1);
    requireConstant(given);
    return told.isPresent() ? site.parts(given) : site.parts("CAST(", given, " AS INTEGER)");
  }

  /** The condition that there may be such a match: no more than there are letters, and above 0. */
  List<Part> mayBe() {
    return number(position + 1).isPresent()
        ? site.parts("LENGTH(", source(), ") >= ", occurrence())
        : site.parts(occurrence(), " BETWEEN 1 AND LENGTH(", source(), ")");
  }

  /** The position or occurrence, if they are no constants: where one is NULL, so is the result. */
  Stream<SqlNode> changing() {
    return Stream.of(position, position + 1)
        .filter(index -> !written(index).isEmpty() && number(index).isEmpty())
        .map(this::argument);
  }

  private void requireConstant(SqlNode used) {
    if (Volatile.isIn(used)) {
      throw refused("of a value that changes", used, null);
    }
  }

  /** DuckDB cuts a text at a match, and looks at what is behind it as at a text of its own. */
  void requireAlikeInPieces() {
    if (!isOfFirst() && pattern().map(RegexPatterns::looksBack).orElse(true)) {
      throw refused(
          "of a later match of a pattern that looks back, or is no constant,", argument(1), null);
    }
    requireNever();
  }

  /** The engines find other empty texts between letters, if not at the beginning or end alone. */
  void requireSome() {
    if (pattern().filter(p -> !p.startsWith("^") && !p.endsWith("$")).isPresent()) {
      requireNever();
    }
  }

  /**
   * Requires that no empty text is replaced, but at the beginning alone or the end alone: behind a
   * match that reaches the end, some engines find an empty one there.
   */
  void requireOnceAtMost() {
    boolean isEnd = pattern().filter("$"::equals).isPresent();
    boolean isPlaced = isEnd || pattern().filter(p -> p.startsWith("^")).isPresent();
    boolean endsLate = pattern().filter(p -> p.endsWith("$")).isPresent();
    if (!isPlaced && (endsLate || site.to().equals("duckdb"))) {
      requireNever();
    }
  }

  /** Requires that a constant pattern never matches an empty text. */
  private void requireNever() {
    if (pattern().filter(RegexSearch::isEmpty).isPresent()) {
      throw refused("of a pattern that an empty text matches,", argument(1), null);
    }
  }

  private static boolean isEmpty(String pattern) {
    try {
      return Pattern.compile(pattern).matcher("").find();
    } catch (PatternSyntaxException others) {
      return false;
    }
  }

  /**
   * The letters of the parameters: c is what the engines do anyway, p what they do with patterns
   * that mean the same in Perl, and e means nothing where the pattern has no group.
   *
   * @param index which argument they are, if there; none may be behind
   */
  String flags(int index, String known) {
    List<SqlNode> all = site.arguments();
    if (all.size() <= index) {
      return "";
    }
    if (all.size() > index + 1) {
      throw refused(
          "with more than " + (index + 1) + " arguments",
          all.get(index + 1),
          "the parameters are the last");
    }
    Optional<String> letters =
        site.constant(all.get(index)).filter(l -> l.matches("[p" + known + "]*"));
    if (letters.isEmpty() || letters.get().matches(".*(c.*i|i.*c).*")) {
      throw refused(
          "with the parameters " + site.written(all.get(index)).strip(),
          all.get(index),
          "there are " + String.join(", ", known.split("")));
    }
    boolean isPerl = letters.get().contains("p");
    if (isPerl && !pattern().filter(p -> RegexPatterns.isAlikeInPerl(p, site.to())).isPresent()) {
      throw refused(
          "with the parameter p of a pattern that may mean something else in Perl,",
          argument(1),
          "without p, it is a POSIX pattern");
    }
    boolean hasGroups = groups().orElse(1) > 0;
    if (letters.get().contains("e") && groups().isEmpty()) {
      throw refused("with e of a pattern that is no constant", argument(1), null);
    }
    return letters.get().replaceAll(hasGroups ? "[cp]" : "[cpe]", "");
  }

  private NoEqual refused(String how, SqlNode node, @Nullable String hint) {
    return new NoEqual(site.entry().name() + " " + how, node, hint);
  }
}
