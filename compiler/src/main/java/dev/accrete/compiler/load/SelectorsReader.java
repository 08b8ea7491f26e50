package dev.accrete.compiler.load;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.compiler.load.SelectorDefinition.Matching;
import dev.accrete.compiler.load.SelectorDefinition.Words;
import dev.accrete.compiler.load.YamlValue.Fields;
import dev.accrete.compiler.load.YamlValue.Items;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code selectors.yml}: selections with names, in dbt's form. */
final class SelectorsReader {
  /** The file, at the top of the project. */
  static final String FILE = "selectors.yml";

  private static final String SELECTOR = "selector";

  private final EvaluatedValues values;
  private final Findings findings;
  private final Map<String, NamedSelector> selectors = new LinkedHashMap<>();

  SelectorsReader(EvaluatedValues values) {
    this.values = values;
    this.findings = values.findings();
  }

  /** The selectors of the file, in order. */
  List<NamedSelector> read(SourceFile file) {
    Optional<YamlValue> yaml = YamlReader.read(file, 0, file.text().length(), findings);
    if (yaml.isPresent() && yaml.get() instanceof Fields map) {
      Section section = new Section(file.path(), map.span(), values.of(map, Set.of()), findings);
      Optional<YamlValue> list = section.value("selectors");
      if (list.isPresent() && list.get() instanceof Items items) {
        items.items().forEach(this::entry);
      } else {
        list.ifPresent(other -> section.wrong("selectors", "a list", other));
      }
      section.finish();
      selectors.values().forEach(this::checkNames);
      selectors.values().forEach(this::checkCircle);
    } else {
      yaml.ifPresent(
          other ->
              findings.add(
                  Diagnostic.of(
                      Code.WRONG_VALUE, other.span(), file.path(), "a map", other.described())));
    }
    return List.copyOf(selectors.values());
  }

  private void entry(YamlValue item) {
    if (!(item instanceof Fields map)) {
      findings.add(
          Diagnostic.of(
              Code.WRONG_VALUE,
              item.span(),
              "an entry of selectors",
              "a map with a name",
              item.described()));
      return;
    }
    Span start = new Span(map.span().file(), map.span().start(), map.span().start());
    Section entry = new Section("an entry of selectors", start, map, findings);
    String name = entry.required("name", "");
    Span place = entry.value("name").map(YamlValue::span).orElse(start);
    Section section = entry.renamed("the selector " + name);
    int before = findings.count();
    boolean isDefault = section.flag("default").orElse(false);
    String description = section.prose("description");
    Optional<SelectorDefinition> definition = definition(section);
    section.finish();
    if (name.isEmpty()) {
      return;
    }
    checkCallable(name, place);
    NamedSelector selector =
        new NamedSelector(
            name,
            description,
            isDefault,
            findings.count() == before ? definition : Optional.empty(),
            place);
    NamedSelector other = selectors.putIfAbsent(name, selector);
    if (other != null) {
      findings.add(
          Diagnostic.of(Code.DUPLICATE_NAME, place, SELECTOR, name)
              .withNote(other.span(), "the other one stands here"));
    } else if (isDefault) {
      checkDefault(selector);
    }
  }

  /** A name has to come back out of the word that a command line has it in. */
  private void checkCallable(String name, Span place) {
    if (!SelectorWords.asked(SELECTOR + ":" + name)
        .equals(List.of(new SelectorWords.Asked(SELECTOR, name)))) {
      findings.add(
          Diagnostic.of(
              Code.WRONG_VALUE,
              place,
              "the name of a selector",
              "a word without spaces and commas, and without a + at its end",
              name.isBlank() ? "blank" : name));
    }
  }

  private Optional<SelectorDefinition> definition(Section section) {
    Optional<YamlValue> written = section.value("definition");
    if (written.isEmpty() && !section.isMisspelt("definition")) {
      section.missing("definition");
    }
    return written.flatMap(new DefinitionReader(findings)::read);
  }

  private void checkDefault(NamedSelector selector) {
    selectors.values().stream()
        .filter(other -> other.isDefault() && other != selector)
        .findFirst()
        .ifPresent(
            other ->
                findings.add(
                    Diagnostic.of(
                            Code.WRONG_VALUE,
                            selector.span(),
                            "default",
                            "true for one selector alone",
                            "for " + other.name() + " and " + selector.name())
                        .withNote(other.span(), "the other one stands here")));
  }

  /** A selector that is named, and where. */
  private record Named(String name, Span span) {}

  private static List<Named> named(SelectorDefinition definition) {
    List<Named> named = new ArrayList<>();
    if (definition instanceof Matching matching && matching.method().equals(SELECTOR)) {
      named.add(new Named(matching.value(), matching.span()));
    }
    if (definition instanceof Words words) {
      SelectorWords.asked(words.text()).stream()
          .filter(word -> word.method().equals(SELECTOR))
          .forEach(word -> named.add(new Named(word.value(), words.span())));
    }
    definition.parts().forEach(part -> named.addAll(named(part)));
    return named;
  }

  private void checkNames(NamedSelector selector) {
    for (Named named : selector.definition().map(SelectorsReader::named).orElse(List.of())) {
      if (!selectors.containsKey(named.name())) {
        Diagnostic unknown =
            Diagnostic.of(
                Code.WRONG_VALUE, named.span(), SELECTOR, "the name of a selector", named.name());
        String hint = Nearest.hint(named.name(), selectors.keySet());
        findings.add(hint == null ? unknown : unknown.withHint(hint));
        selectors.replace(selector.name(), broken(selector));
      }
    }
  }

  /** Told once for each circle, at the first of its selectors. */
  private void checkCircle(NamedSelector selector) {
    List<String> circle = new ArrayList<>();
    if (reaches(selector.name(), selector.name(), new LinkedHashSet<>(), circle)) {
      findings.add(
          Diagnostic.of(Code.SELECTOR_CIRCLE, selector.span(), String.join(" → ", circle)));
      circle.forEach(name -> selectors.computeIfPresent(name, (n, found) -> broken(found)));
    }
  }

  private boolean reaches(String from, String to, Set<String> seen, List<String> path) {
    path.add(from);
    NamedSelector selector = selectors.get(from);
    if (selector != null && selector.definition().isPresent()) {
      for (Named next : named(selector.definition().get())) {
        if (next.name().equals(to)) {
          path.add(to);
          return true;
        }
        if (seen.add(next.name()) && reaches(next.name(), to, seen, path)) {
          return true;
        }
      }
    }
    path.remove(path.size() - 1);
    return false;
  }

  private static NamedSelector broken(NamedSelector selector) {
    return new NamedSelector(
        selector.name(),
        selector.description(),
        selector.isDefault(),
        Optional.empty(),
        selector.span());
  }
}
