package dev.accrete.compiler.load;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.compiler.load.SelectorDefinition.Combined;
import dev.accrete.compiler.load.SelectorDefinition.Matching;
import dev.accrete.compiler.load.SelectorDefinition.Words;
import dev.accrete.compiler.load.YamlValue.Failed;
import dev.accrete.compiler.load.YamlValue.Field;
import dev.accrete.compiler.load.YamlValue.Fields;
import dev.accrete.compiler.load.YamlValue.Items;
import dev.accrete.compiler.load.YamlValue.Scalar;
import dev.accrete.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the definition of a selector in any of its forms: text, pair, map, union, intersection. */
final class DefinitionReader {
  private static final String EXCLUDE = "exclude";
  private static final String METHOD = "method";
  private static final List<String> SETS = List.of("union", "intersection");
  private static final String FORMS =
      "a text, a pair of method and value, a map with a method, a union or an intersection";

  private final Findings findings;

  DefinitionReader(Findings findings) {
    this.findings = findings;
  }

  /** The definition; absent where it has errors, which are reported. */
  Optional<SelectorDefinition> read(YamlValue value) {
    if (value instanceof Scalar text && !text.isNothing() && !text.text().isBlank()) {
      return words(text);
    }
    if (!(value instanceof Fields map) || map.fields().isEmpty()) {
      if (!(value instanceof Failed)) {
        wrong(value.span(), "a definition", FORMS, value.described(), null);
      }
      return Optional.empty();
    }
    Span place = map.fields().get(0).key().span();
    for (String set : SETS) {
      if (has(map, set)) {
        return combined(set, new Section("the " + set, place, map, findings), place);
      }
    }
    if (has(map, METHOD)) {
      return matching(new Section("the definition", place, map, findings), place);
    }
    return map.fields().size() == 1 ? pair(map.fields().get(0)) : unclear(map, place);
  }

  private static boolean has(Fields map, String key) {
    return map.fields().stream().anyMatch(field -> field.key().text().equals(key));
  }

  private Optional<SelectorDefinition> unclear(Fields map, Span place) {
    for (Field field : map.fields()) {
      String key = field.key().text();
      List<String> keys = List.of("union", "intersection", METHOD);
      if (Nearest.hint(key, keys) != null) {
        Diagnostic unknown =
            Diagnostic.of(Code.UNKNOWN_KEY, field.key().span(), key, "the definition");
        findings.add(unknown.withHint(String.valueOf(Nearest.hint(key, keys))));
        return Optional.empty();
      }
    }
    wrong(place, "a definition", FORMS, "a map without a method", null);
    return Optional.empty();
  }

  private Optional<SelectorDefinition> words(Scalar text) {
    boolean fine = true;
    for (SelectorWords.Asked word : SelectorWords.asked(text.text())) {
      fine &= isKnown(word.method(), text.span());
    }
    return fine ? Optional.of(new Words(text.text(), text.span())) : Optional.empty();
  }

  private Optional<SelectorDefinition> pair(Field field) {
    String key = field.key().text();
    if (SETS.stream().anyMatch(set -> Nearest.hint(key, List.of(set)) != null)
        && !(field.value() instanceof Scalar)) {
      Diagnostic unknown =
          Diagnostic.of(Code.UNKNOWN_KEY, field.key().span(), key, "the definition");
      findings.add(unknown.withHint(String.valueOf(Nearest.hint(key, SETS))));
      return Optional.empty();
    }
    if (!isKnown(method(key), field.key().span())) {
      return Optional.empty();
    }
    if (field.value() instanceof Scalar value && !value.isNothing() && !value.text().isEmpty()) {
      return Optional.of(
          new Matching(
              method(key),
              argument(key),
              value.text(),
              0,
              0,
              false,
              List.of(),
              field.key().span()));
    }
    if (!(field.value() instanceof Failed)) {
      wrong(field.value().span(), key, "a text", field.value().described(), null);
    }
    return Optional.empty();
  }

  private Optional<SelectorDefinition> matching(Section section, Span place) {
    int before = findings.count();
    String method = section.required(METHOD, "");
    Span written = section.value(METHOD).map(YamlValue::span).orElse(place);
    String value = section.required("value", "");
    boolean related = section.flag("childrens_parents").orElse(false);
    int parents = steps(section, "parents");
    int children = steps(section, "children");
    if (related && parents + children != 0) {
      section
          .keyPlace("childrens_parents")
          .ifPresent(
              span ->
                  wrong(
                      span,
                      "childrens_parents",
                      "without parents and children, which it takes in",
                      "beside them",
                      null));
    }
    section.choice("indirect_selection", List.of("eager")); // what tests do here anyway
    List<SelectorDefinition> exclude = section.value(EXCLUDE).map(this::several).orElse(List.of());
    section.finish();
    boolean known = method.isEmpty() || isKnown(method(method), written);
    return known && findings.count() == before
        ? Optional.of(
            new Matching(
                method(method),
                argument(method),
                value,
                parents,
                children,
                related,
                exclude,
                written))
        : Optional.empty();
  }

  private int steps(Section section, String key) {
    boolean taken = section.flag(key).orElse(false);
    Optional<Integer> depth = section.count(key + "_depth", 1);
    if (depth.isPresent() && !taken) {
      section
          .keyPlace(key + "_depth")
          .ifPresent(
              span -> wrong(span, key + "_depth", "beside " + key + ": true", "alone", null));
    }
    return taken ? depth.orElse(Integer.MAX_VALUE / 2) : 0;
  }

  /** The members of a set; its entry {@code exclude} takes away from all of them. */
  private Optional<SelectorDefinition> combined(String set, Section section, Span place) {
    int before = findings.count();
    Optional<YamlValue> written = section.value(set);
    section.finish();
    if (written.isEmpty() || !(written.get() instanceof Items list)) {
      written.ifPresent(other -> section.wrong(set, "a list of definitions", other));
      return Optional.empty();
    }
    List<SelectorDefinition> members = new ArrayList<>();
    List<SelectorDefinition> exclude = new ArrayList<>();
    for (YamlValue item : list.items()) {
      if (item instanceof Fields map && map.fields().size() == 1 && has(map, EXCLUDE)) {
        exclude.addAll(several(map.fields().get(0).value()));
      } else {
        read(item).ifPresent(members::add);
      }
    }
    if (members.isEmpty() && findings.count() == before) {
      wrong(list.span(), set, "a list with a definition", "one without", null);
    }
    return findings.count() == before
        ? Optional.of(new Combined(set.equals("intersection"), members, exclude, place))
        : Optional.empty();
  }

  private List<SelectorDefinition> several(YamlValue value) {
    List<YamlValue> items = value instanceof Items list ? list.items() : List.of(value);
    List<SelectorDefinition> definitions = new ArrayList<>();
    items.forEach(item -> read(item).ifPresent(definitions::add));
    return definitions;
  }

  private boolean isKnown(String method, Span place) {
    if (SelectorWords.METHODS.contains(method)) {
      return true;
    }
    wrong(
        place,
        "a selection method",
        "one of " + String.join(", ", SelectorWords.METHODS),
        method,
        Nearest.hint(method, SelectorWords.METHODS));
    return false;
  }

  private static String method(String written) {
    int dot = written.indexOf('.');
    return dot < 0 ? written : written.substring(0, dot);
  }

  private static String argument(String written) {
    int dot = written.indexOf('.');
    return dot < 0 ? "" : written.substring(dot + 1);
  }

  private void wrong(
      Span place, String what, String expected, String actual, @Nullable String hint) {
    Diagnostic wrong = Diagnostic.of(Code.WRONG_VALUE, place, what, expected, actual);
    findings.add(hint == null ? wrong : wrong.withHint(hint));
  }
}
