package dev.accrete.compiler.translate;

import dev.accrete.compiler.template.EditedText.Edit;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;

/** Patterns of texts. */
final class TextForms {
  private TextForms() {}

  /** Redshift replaces every match; the others the first unless told. */
  static List<Edit> replaceAll(Site site) {
    List<SqlNode> all = site.arguments();
    Optional<String> replacement = site.constant(all.get(2));
    if (replacement.isEmpty() || replacement.get().matches("(?s).*[$\\\\].*")) {
      throw new NoEqual(
          "REGEXP_REPLACE with a replacement that is no constant or refers to groups",
          all.get(2),
          null);
    }
    return List.of(
        site.edit(
            site.call(),
            site.parts(
                "REGEXP_REPLACE(", all.get(0), ", ", all.get(1), ", ", all.get(2), ", 'g')")));
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
}
