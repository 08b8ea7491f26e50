package dev.accrete.compiler.translate;

import dev.accrete.compiler.template.EditedText.Edit;
import dev.accrete.compiler.template.EditedText.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;

/** REGEXP_REPLACE, REGEXP_SUBSTR, REGEXP_COUNT and REGEXP_INSTR with all of their arguments. */
final class RegexForms {
  /** What refers to a group in Redshift's replacements. */
  private static final Pattern GROUP = Pattern.compile("\\$([1-9])(?!\\d)");

  private RegexForms() {}

  private static boolean isDuck(Site site) {
    return site.to().equals("duckdb");
  }

  /** Redshift replaces every match; the others the first unless told. */
  static List<Edit> replaceAll(Site site) {
    List<SqlNode> all = site.arguments();
    RegexSearch search = new RegexSearch(site, 3);
    SqlNode replacement = all.get(2);
    String flags = search.flags(4, "ci");
    if (!site.constant(replacement).filter(String::isEmpty).isPresent()) {
      search.requireOnceAtMost();
    }
    return written(
        site,
        search.before(),
        "REGEXP_REPLACE(",
        search.text(),
        ", ",
        all.get(1),
        ", ",
        replacement(site, search, replacement),
        ", 'g" + (isDuck(site) ? "s" : "") + flags + "')" + search.behind());
  }

  private static Object replacement(Site site, RegexSearch search, SqlNode node) {
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
    if (others || most > search.groups().orElse(0)) {
      throw new NoEqual(
          "REGEXP_REPLACE with a $ that refers to no group of the pattern", node, null);
    }
    return Literals.text(GROUP.matcher(text).replaceAll("\\\\$1"));
  }

  /**
   * Redshift has an empty text where nothing matches, PostgreSQL NULL; with {@code e} it gives what
   * the first group matches. A match that there can be for no letter of the text is NULL.
   */
  static List<Edit> substring(Site site) {
    List<SqlNode> all = site.arguments();
    RegexSearch search = new RegexSearch(site, 2);
    String flags = search.flags(4, "cie");
    String others = flags.replace("e", "");
    int group = flags.contains("e") ? 1 : 0;
    List<Part> which = search.occurrence();
    if (!isDuck(site)) {
      List<Part> parts = site.parts("CASE WHEN ", told(site, search), " THEN COALESCE(");
      parts.addAll(site.parts("REGEXP_SUBSTR(", all.get(0), ", ", all.get(1)));
      parts.addAll(all.size() > 2 ? site.parts(", ", search.start()) : List.of());
      parts.addAll(all.size() > 3 ? site.parts(", ", which) : List.of());
      parts.addAll(all.size() > 4 ? site.parts(", '" + others + "'") : List.of());
      parts.addAll(site.parts(group > 0 ? ", 1" : "", "), '') END"));
      return List.of(site.edit(site.call(), parts));
    }
    String found = ", " + group + ", 's" + others + "')";
    return search.isOfFirst()
        ? written(site, "REGEXP_EXTRACT(", search.text(), ", ", all.get(1), found)
        : written(
            site,
            "CAST(CASE WHEN ",
            told(site, search),
            " THEN COALESCE(REGEXP_EXTRACT_ALL(",
            search.text(),
            ", ",
            constantPattern(site),
            found + "[",
            which,
            "], '') END AS VARCHAR)");
  }

  /** The condition that nothing is NULL, and that there are letters enough for a later match. */
  private static List<Part> told(Site site, RegexSearch search) {
    List<Part> parts = new ArrayList<>();
    String between = "";
    for (SqlNode argument :
        Stream.concat(site.arguments().subList(0, 2).stream(), search.changing()).toList()) {
      boolean constant = argument instanceof SqlLiteral literal && literal.getValue() != null;
      if (!constant) {
        parts.addAll(site.parts(between, "(", argument, ") IS NOT NULL"));
        between = " AND ";
      }
    }
    if (!search.isOfFirst()) {
      parts.addAll(site.parts(between, search.mayBe()));
      between = " AND ";
    }
    return between.isEmpty() ? site.parts("TRUE") : parts;
  }

  /** On DuckDB later matches are found in the list of all, of a pattern that is told. */
  private static SqlNode constantPattern(Site site) {
    SqlNode pattern = site.arguments().get(1);
    if (site.constant(pattern).isEmpty()) {
      throw new NoEqual(
          site.entry().name() + " of a later match of a pattern that is no constant",
          pattern,
          null);
    }
    return pattern;
  }

  /** On DuckDB all matches are listed, and the list is as long as there are. */
  static List<Edit> count(Site site) {
    List<SqlNode> all = site.arguments();
    RegexSearch search = new RegexSearch(site, 2);
    String flags = search.flags(3, "ci");
    if (isDuck(site)) {
      search.requireSome();
      return written(
          site,
          "LENGTH(REGEXP_EXTRACT_ALL(",
          search.text(),
          ", ",
          all.get(1),
          ", 0, 's" + flags + "'))");
    }
    return written(
        site,
        "REGEXP_COUNT(",
        all.get(0),
        ", ",
        all.get(1),
        all.size() > 2 ? site.parts(", ", search.start()) : List.of(),
        all.size() > 3 ? ", '" + flags + "')" : ")");
  }

  /**
   * The place of a match, or of what is behind it: on DuckDB, as long as what is between the
   * matches before, and these, are together.
   */
  static List<Edit> place(Site site) {
    List<SqlNode> all = site.arguments();
    RegexSearch search = new RegexSearch(site, 2);
    String flags = search.flags(5, "cie");
    String option = all.size() > 4 ? site.written(all.get(4)).strip() : "0";
    if (flags.contains("e") || !option.matches("\\d")) {
      throw new NoEqual(
          "REGEXP_INSTR of a group, or with an option that is no constant",
          all.get(all.size() - 1),
          null);
    }
    if (isDuck(site)) {
      search.requireAlikeInPieces();
    } else {
      search.requireSome();
    }
    boolean isEnd = !option.equals("0");
    List<Part> which = search.occurrence();
    List<Part> found = isDuck(site) ? found(site, search, flags) : List.of();
    List<Part> enough =
        isDuck(site)
            ? site.parts("LENGTH(", found, ") >= ", which)
            : site.parts(which, " <= LENGTH(", all.get(0), ")");
    if (!site.parts("1").equals(which) && !search.changing().toList().isEmpty()) {
      enough = site.parts("(", enough, " AND ", which, " >= 1)");
    }
    if (!isDuck(site)) {
      List<Part> place = site.parts("REGEXP_INSTR(", all.get(0), ", ", all.get(1), ", ");
      place.addAll(site.parts(search.start(), ", ", which, isEnd ? ", 1" : ", 0"));
      place.addAll(site.parts(flags.isEmpty() ? ")" : ", '" + flags + "')"));
      return search.isOfFirst()
          ? List.of(site.edit(site.call(), place))
          : either(site, enough, place);
    }
    return either(
        site,
        enough,
        site.parts(
            "CAST(LENGTH(ARRAY_TO_STRING(LIST_SLICE(REGEXP_SPLIT_TO_ARRAY(",
            search.text(),
            ", ",
            constantPattern(site),
            ", 's" + flags + "'), 1, ",
            which,
            "), '')) + LENGTH(ARRAY_TO_STRING(LIST_SLICE(",
            found,
            ", 1, ",
            which,
            (isEnd ? "" : " - 1") + "), '')) AS INTEGER) + ",
            search.start()));
  }

  private static List<Part> found(Site site, RegexSearch search, String flags) {
    return site.parts(
        "REGEXP_EXTRACT_ALL(",
        search.text(),
        ", ",
        site.arguments().get(1),
        ", 0, 's" + flags + "')");
  }

  private static List<Edit> either(Site site, List<Part> enough, List<Part> place) {
    return written(
        site, "CASE WHEN ", enough, " THEN ", place, " WHEN NOT ", enough, " THEN 0 END");
  }

  private static List<Edit> written(Site site, Object... parts) {
    return List.of(site.edit(site.call(), site.parts(parts)));
  }
}
