package dev.accrete.compiler.translate;

import dev.accrete.compiler.template.EditedText.Edit;
import dev.accrete.compiler.template.EditedText.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlNode;

/** Functions of texts that are JSON, and whether they are. */
final class JsonForms {
  /** What DuckDB takes for JSON outside of texts, and nobody else. */
  private static final String LOOSE = "',\\s*[\\]}]|(?i:nan|inf)'";

  private static final String TEXTS = "'\"(\\\\.|[^\"\\\\])*\"', '\"\"', 'gs'";

  private JsonForms() {}

  /** Whether a text is JSON at all. */
  static List<Edit> valid(Site site) {
    return List.of(site.edit(site.call(), valid(site, "")));
  }

  /** Whether it is an object: an array is none for IS_VALID_JSON, as its page shows. */
  static List<Edit> object(Site site) {
    return List.of(site.edit(site.call(), valid(site, "\\{")));
  }

  static List<Edit> array(Site site) {
    return List.of(site.edit(site.call(), valid(site, "\\[")));
  }

  /** An element of an array by its place; NULL where the text is no JSON. */
  static List<Edit> element(Site site) {
    SqlNode place = site.arguments().get(1);
    return List.of(
        site.edit(
            site.call(),
            site.parts(
                "CASE WHEN (",
                place,
                ") >= 0 AND ",
                valid(site, ""),
                " THEN JSON_EXTRACT_STRING(",
                site.arguments().get(0),
                ", ",
                place,
                ") END")));
  }

  /** How many elements an array has; NULL where the text is none. */
  static List<Edit> length(Site site) {
    return List.of(
        site.edit(
            site.call(),
            site.parts(
                "CASE WHEN ",
                valid(site, "\\["),
                " THEN CAST(JSON_ARRAY_LENGTH(",
                site.arguments().get(0),
                ") AS INTEGER) END")));
  }

  /**
   * Whether DuckDB and everybody else take a text for JSON.
   *
   * @param begin the regular expression of the sign that it begins with; empty for any
   */
  private static List<Part> valid(Site site, String begin) {
    SqlNode text = site.arguments().get(0);
    if (Volatile.isIn(text)) {
      throw new NoEqual(site.entry().name() + " of a value that changes", text, null);
    }
    return site.parts(
        "(JSON_VALID(",
        text,
        ") AND ",
        begin.isEmpty()
            ? List.of()
            : site.parts("REGEXP_MATCHES(", text, ", '^\\s*" + begin + "') AND "),
        "NOT REGEXP_MATCHES(REGEXP_REPLACE(",
        text,
        ", " + TEXTS + "), " + LOOSE + "))");
  }

  /** What is found by the names of attributes. */
  static List<Edit> path(Site site) {
    List<SqlNode> all = site.arguments();
    List<String> keys = new ArrayList<>();
    String last = site.written(all.get(all.size() - 1)).strip().toLowerCase(Locale.ROOT);
    boolean told = last.equals("true") || last.equals("false");
    boolean nullIfInvalid = last.equals("true");
    for (SqlNode key : all.subList(1, all.size() - (told ? 1 : 0))) {
      keys.add(
          site.constant(key)
              .orElseThrow(
                  () ->
                      new NoEqual(
                          "JSON_EXTRACT_PATH_TEXT with anything but constant keys", key, null)));
    }
    if (site.to().equals("duckdb")) {
      if (keys.stream().anyMatch(k -> k.matches("(?s).*[\"\\\\*].*"))) {
        throw new NoEqual(
            "JSON_EXTRACT_PATH_TEXT with a quote or star in a key", site.call(), null);
      }
      String path =
          keys.stream().map(k -> ".\"" + k + "\"").collect(Collectors.joining("", "$", ""));
      return List.of(
          site.edit(
              site.call(),
              site.parts(
                  nullIfInvalid ? site.parts("CASE WHEN ", valid(site, ""), " THEN ") : List.of(),
                  "JSON_EXTRACT_STRING(",
                  all.get(0),
                  ", " + Literals.text(path) + ")" + (nullIfInvalid ? " END" : ""))));
    }
    if (keys.stream().anyMatch(k -> k.matches("[-+]?\\d+"))) {
      // PostgreSQL takes it for a place in an array.
      throw new NoEqual("JSON_EXTRACT_PATH_TEXT with a number for a key", site.call(), null);
    }
    String path = keys.stream().map(k -> ", " + Literals.text(k)).collect(Collectors.joining());
    return List.of(
        site.edit(
            site.call(),
            site.parts(
                "JSON_EXTRACT_PATH_TEXT(CAST(",
                nullIfInvalid
                    ? site.parts("CASE WHEN (", all.get(0), ") IS JSON THEN (", all.get(0), ") END")
                    : site.parts(all.get(0)),
                " AS JSON)" + path + ")")));
  }
}
