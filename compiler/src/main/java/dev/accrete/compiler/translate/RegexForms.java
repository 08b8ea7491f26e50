package dev.accrete.compiler.translate;

import dev.accrete.compiler.template.EditedText.Edit;
import dev.accrete.compiler.template.EditedText.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;

/** REGEXP_REPLACE, REGEXP_SUBSTR and REGEXP_COUNT with all of their arguments. */
final class RegexForms {
  /** What refers to a group in Redshift's replacements. */
  private static final Pattern GROUP = Pattern.compile("\\$([1-9])(?!\\d)");

  private static final Pattern OPENING = Pattern.compile("\\\\.|\\[\\^?]?[^\\]]*]|\\((?!\\?)");

  private RegexForms() {}

  /** Redshift replaces every match; the others the first unless told. */
  static List<Edit> replaceAll(Site site) {
    List<SqlNode> all = site.arguments();
    requireFirst(site, 3);
    SqlNode replacement = all.get(2);
    String flags = flags(site, 4, "ci");
    if (!site.constant(replacement).filter(String::isEmpty).isPresent()) {
      requireSome(site);
    }
    return List.of(
        site.edit(
            site.call(),
            site.parts(
                "REGEXP_REPLACE(",
                all.get(0),
                ", ",
                all.get(1),
                ", ",
                replacement(site, replacement),
                ", 'g" + (site.to().equals("duckdb") ? "s" : "") + flags + "')")));
  }

  private static Object replacement(Site site, SqlNode node) {
    String text =
        site.constant(node)
            .filter(t -> !t.contains("\\"))
            .orElseThrow(
                () ->
                    new NoEqual(
                        "REGEXP_REPLACE with a replacement that is no constant or has a backslash",
                        node,
                        "refer to groups by $1"));
    if (!text.contains("$")) {
      return node;
    }
    Matcher groups = GROUP.matcher(text);
    int most = groups.results().mapToInt(g -> Integer.parseInt(g.group(1))).max().orElse(0);
    boolean others = GROUP.matcher(text).replaceAll("").contains("$");
    if (others || most > groups(site)) {
      throw new NoEqual(
          "REGEXP_REPLACE with a $ that refers to no group of the pattern", node, null);
    }
    return Literals.text(GROUP.matcher(text).replaceAll("\\\\$1"));
  }

  /** How many groups the pattern keeps; none where it is no constant. */
  private static long groups(Site site) {
    return site.constant(site.arguments().get(1))
        .map(Literals::unescaped)
        .map(p -> OPENING.matcher(p).results().filter(m -> m.group().equals("(")).count())
        .orElse(0L);
  }

  /**
   * Redshift has an empty text where nothing matches, PostgreSQL NULL; with {@code e} it gives what
   * the first group matches.
   */
  static List<Edit> substring(Site site) {
    List<SqlNode> all = site.arguments();
    String flags = flags(site, 4, "cie");
    boolean group = flags.contains("e");
    String others = flags.replace("e", "");
    if (group && groups(site) == 0) {
      throw new NoEqual("REGEXP_SUBSTR with e of a pattern without a group", all.get(1), null);
    }
    if (site.to().equals("duckdb")) {
      requireFirst(site, 2);
      if (all.size() > 3 && !site.written(all.get(3)).strip().equals("1")) {
        return List.of(site.edit(site.call(), nth(site, group, others)));
      }
      return List.of(
          site.edit(
              site.call(),
              site.parts(
                  "REGEXP_EXTRACT(",
                  all.get(0),
                  ", ",
                  all.get(1),
                  ", " + (group ? 1 : 0) + ", 's" + others + "')")));
    }
    List<SqlNode> plain = all.subList(0, Math.min(4, all.size()));
    List<Part> parts = site.parts("CASE WHEN ");
    String between = "";
    for (SqlNode argument : plain) {
      boolean constant = argument instanceof SqlLiteral literal && literal.getValue() != null;
      if (!constant) {
        parts.addAll(site.parts(between, "(", argument, ") IS NOT NULL"));
        between = " AND ";
      }
    }
    parts.addAll(site.parts(between.isEmpty() ? "TRUE" : "", " THEN COALESCE(REGEXP_SUBSTR("));
    String comma = "";
    for (SqlNode argument : plain) {
      parts.addAll(site.parts(comma, argument));
      comma = ", ";
    }
    if (all.size() > 4) {
      parts.addAll(site.parts(", '" + others + "'", group ? ", 1" : ""));
    }
    parts.addAll(site.parts("), '') END"));
    return List.of(site.edit(site.call(), parts));
  }

  /** On DuckDB a later match is one of the list of all. */
  private static List<Part> nth(Site site, boolean group, String flags) {
    List<SqlNode> all = site.arguments();
    requireSome(site);
    boolean counted = site.written(all.get(3)).strip().matches("[1-9]\\d{0,5}");
    if (!counted || Volatile.isIn(all.get(0)) || site.constant(all.get(1)).isEmpty()) {
      throw new NoEqual(
          site.entry().name() + " of a match that no constant counts,", all.get(3), null);
    }
    return site.parts(
        "CAST(CASE WHEN (",
        all.get(0),
        ") IS NOT NULL THEN COALESCE(REGEXP_EXTRACT_ALL(",
        all.get(0),
        ", ",
        all.get(1),
        ", " + (group ? 1 : 0) + ", 's" + flags + "')[",
        all.get(3),
        "], '') END AS VARCHAR)");
  }

  /** DuckDB finds other empty texts between letters than the others do. */
  private static void requireSome(Site site) {
    SqlNode pattern = site.arguments().get(1);
    if (site.to().equals("duckdb")
        && site.constant(pattern)
            .map(Literals::unescaped)
            .filter(RegexForms::isEmpty)
            .isPresent()) {
      throw new NoEqual(
          site.entry().name() + " of a pattern that an empty text matches,", pattern, null);
    }
  }

  /** Whether a pattern matches an empty text, and not at the beginning or end alone. */
  private static boolean isEmpty(String pattern) {
    try {
      return !pattern.startsWith("^")
          && !pattern.endsWith("$")
          && Pattern.compile(pattern).matcher("").find();
    } catch (PatternSyntaxException others) {
      return false;
    }
  }

  /** On DuckDB all matches are listed, and the list is as long as there are. */
  static List<Edit> count(Site site) {
    List<SqlNode> all = site.arguments();
    String flags = flags(site, 3, "ci");
    List<Object> parts = new ArrayList<>();
    if (site.to().equals("duckdb")) {
      requireFirst(site, 2);
      requireSome(site);
      parts.add("LENGTH(REGEXP_EXTRACT_ALL(");
      parts.addAll(List.of(all.get(0), ", ", all.get(1), ", 0, 's" + flags + "'))"));
    } else {
      parts.addAll(List.of("REGEXP_COUNT(", all.get(0), ", ", all.get(1)));
      parts.addAll(all.size() > 2 ? List.of(", ", all.get(2)) : List.of());
      parts.add(all.size() > 3 ? ", '" + flags + "')" : ")");
    }
    return List.of(site.edit(site.call(), site.parts(parts)));
  }

  /** Requires that an argument, if there, is the constant 1. */
  private static void requireFirst(Site site, int index) {
    List<SqlNode> all = site.arguments();
    if (index < all.size() && !site.written(all.get(index)).strip().equals("1")) {
      throw new NoEqual(
          site.entry().name() + " from another place than the first,", all.get(index), null);
    }
  }

  /** The letters of the parameters; {@code c} is what the engines do anyway. */
  private static String flags(Site site, int index, String known) {
    List<SqlNode> all = site.arguments();
    if (all.size() <= index) {
      return "";
    }
    if (all.size() > index + 1) {
      throw new NoEqual(
          site.entry().name() + " with more than " + (index + 1) + " arguments",
          all.get(index + 1),
          "the parameters are the last");
    }
    Optional<String> letters =
        site.constant(all.get(index)).filter(l -> l.matches("[" + known + "]*"));
    if (letters.isEmpty() || letters.get().matches(".*(c.*i|i.*c).*")) {
      throw new NoEqual(
          site.entry().name() + " with the parameters " + site.written(all.get(index)).strip(),
          all.get(index),
          "there are " + String.join(", ", known.split("")));
    }
    return letters.get().replace("c", "");
  }
}
