package dev.accrete.compiler.load;

import dev.accrete.compiler.load.SourceDeclaration.ChangeKind;
import dev.accrete.compiler.load.SourceDeclaration.LoadedWith;
import dev.accrete.compiler.load.SourceDeclaration.LoadedWith.Equality;
import dev.accrete.compiler.load.YamlValue.Fields;
import dev.accrete.compiler.load.YamlValue.Items;
import dev.accrete.compiler.load.YamlValue.Scalar;
import dev.accrete.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads with which source's rows those of a source come; {@link LoadedWithCheck} knows both. */
final class LoadedWithReader {
  private static final String COLUMN = "(\"(?:[^\"]|\"\")+\"|[^\\s=\"]+)";
  private static final Pattern EQUALITY =
      Pattern.compile("\\s*" + COLUMN + "\\s*=\\s*" + COLUMN + "\\s*");

  private LoadedWithReader() {}

  /** What is declared; absent on other sources, and where it is wrong, which is reported. */
  static Optional<LoadedWith> read(
      Section section, String source, ChangeKind changes, boolean stamped) {
    Optional<YamlValue> written = section.value("loaded_with");
    if (written.isEmpty()) {
      return Optional.empty();
    }
    if (!(written.get() instanceof Fields map)) {
      section.wrong("loaded_with", "a map of source and on", written.get());
      return Optional.empty();
    }
    Span place = section.keyPlace("loaded_with").orElse(map.span());
    Section below = new Section("loaded_with of " + source, place, map, section.findings());
    String parent = below.required("source", "");
    Span span = below.value("source").map(YamlValue::span).orElse(place);
    List<Equality> on = equalities(below);
    below.finish();
    if (stamped) {
      section.wrong("loaded_with", "left out on a source with loaded_at", map);
    } else if (changes != ChangeKind.APPEND) {
      section.wrong("loaded_with", "left out unless changes is append", map);
    }
    return parent.isEmpty() || on.isEmpty() || stamped || changes != ChangeKind.APPEND
        ? Optional.empty()
        : Optional.of(new LoadedWith(parent, on, span));
  }

  private static List<Equality> equalities(Section section) {
    Optional<YamlValue> written = section.value("on");
    if (section.keyPlace("on").isEmpty() && !section.isMisspelt("on")) {
      section.missing("on");
    }
    if (written.isEmpty()) {
      return List.of();
    }
    List<YamlValue> items =
        written.get() instanceof Items list ? list.items() : List.of(written.get());
    List<Equality> equalities = new ArrayList<>();
    for (YamlValue item : items) {
      Matcher matcher = EQUALITY.matcher(item instanceof Scalar scalar ? scalar.text() : "");
      if (matcher.matches()) {
        equalities.add(
            new Equality(
                ColumnNames.folded(matcher.group(1)),
                ColumnNames.folded(matcher.group(2)),
                item.span()));
      } else {
        section.wrong(
            "on", "an equality such as root_id = event_id, its own column on the left", item);
      }
    }
    if (items.isEmpty()) {
      section.wrong("on", "at least one equality", written.get());
    }
    return equalities.size() == items.size() ? equalities : List.of();
  }
}
