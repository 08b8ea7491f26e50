package dev.accrete.compiler.load;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.compiler.load.YamlValue.Failed;
import dev.accrete.compiler.load.YamlValue.Field;
import dev.accrete.compiler.load.YamlValue.Fields;
import dev.accrete.compiler.load.YamlValue.Items;
import dev.accrete.compiler.load.YamlValue.Scalar;
import dev.accrete.compiler.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A map in a YAML file while it is read. Asking for a key makes it known; {@link #finish} reports
 * the keys that nobody asked for, so that no list of known keys can go stale.
 */
final class Section {
  private final String subject;
  private final Span place;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();
  private final Findings findings;

  /**
   * @param subject what the map describes, for messages: {@code accrete.yml}, {@code the target
   *     dev}
   * @param place where it begins, or the key that it stands under
   */
  Section(String subject, Span place, Fields map, Findings findings) {
    this.subject = subject;
    this.place = place;
    this.findings = findings;
    map.fields().forEach(field -> fields.put(field.key().text(), field));
  }

  /** The same map under another name for messages, with nothing known but what was. */
  Section renamed(String newSubject) {
    Section renamed =
        new Section(newSubject, place, new Fields(List.copyOf(fields.values()), place), findings);
    renamed.known.addAll(known);
    return renamed;
  }

  Span place() {
    return place;
  }

  Findings findings() {
    return findings;
  }

  /** The value of a key; absent where the key is, or where its template failed. */
  Optional<YamlValue> value(String key) {
    known.add(key);
    return Optional.ofNullable(fields.get(key))
        .map(Field::value)
        .filter(value -> !(value instanceof Failed));
  }

  /** The keys asked for so far. */
  Set<String> known() {
    return Set.copyOf(known);
  }

  /** The place of a key, if it stands here. */
  Optional<Span> keyPlace(String key) {
    return Optional.ofNullable(fields.get(key)).map(field -> field.key().span());
  }

  /** The places of all keys that stand here. */
  Map<String, Span> keyPlaces() {
    Map<String, Span> places = new LinkedHashMap<>();
    fields.forEach((key, field) -> places.put(key, field.key().span()));
    return places;
  }

  /** A text that is not empty. */
  Optional<String> text(String key) {
    return scalar(key, "a text").map(Scalar::text);
  }

  /** A text that must be there; the fallback stands in for it after the report. */
  String required(String key, String fallback) {
    if (!fields.containsKey(key) && !isMisspelt(key)) {
      missing(key);
    }
    return text(key).orElse(fallback);
  }

  /**
   * Whether a key that nobody asks for is meant for an absent one: then that is all there is to
   * say.
   */
  boolean isMisspelt(String absent) {
    known.add(absent);
    return fields.keySet().stream()
        .anyMatch(
            written -> !known.contains(written) && Nearest.hint(written, List.of(absent)) != null);
  }

  /** Reports that a key is missing. */
  void missing(String key) {
    known.add(key);
    findings.add(Diagnostic.of(Code.MISSING_KEY, place, subject, key));
  }

  /** A text that may be empty or absent. */
  String prose(String key) {
    Optional<YamlValue> value = value(key);
    if (value.isPresent() && value.get() instanceof Scalar scalar) {
      return scalar.isNothing() ? "" : scalar.text();
    }
    value.ifPresent(other -> wrong(key, "a text", other));
    return "";
  }

  /** A name as columns have it: folded to lower case unless it stands in double quotes. */
  Optional<String> column(String key) {
    return text(key).map(ColumnNames::folded);
  }

  /** One text or a list of texts. */
  List<String> texts(String key) {
    Optional<YamlValue> value = value(key);
    if (value.isEmpty()) {
      return List.of();
    }
    List<YamlValue> items = value.get() instanceof Items list ? list.items() : List.of(value.get());
    List<String> texts = new ArrayList<>();
    for (YamlValue item : items) {
      if (item instanceof Scalar scalar && !scalar.text().isEmpty() && !scalar.isNothing()) {
        texts.add(scalar.text());
      } else if (!(item instanceof Failed)) {
        wrong(key, "a text or a list of texts", item);
      }
    }
    return List.copyOf(texts);
  }

  /** One column name or a list of them. */
  List<String> columns(String key) {
    return texts(key).stream().map(ColumnNames::folded).toList();
  }

  /** One of an enum's constants, written in lower case. */
  <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
    Map<String, E> choices = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      choices.put(constant.name().toLowerCase(Locale.ROOT), constant);
    }
    return choice(key, List.copyOf(choices.keySet())).map(choices::get);
  }

  /** One of a few words. */
  Optional<String> choice(String key, List<String> words) {
    String expected = words.size() == 1 ? words.get(0) : "one of " + String.join(", ", words);
    Optional<Scalar> scalar = scalar(key, expected);
    if (scalar.isEmpty() || words.contains(scalar.get().text())) {
      return scalar.map(Scalar::text);
    }
    wrong(key, expected, scalar.get(), Nearest.hint(scalar.get().text(), words));
    return Optional.empty();
  }

  /** A plain {@code true} or {@code false}; {@code no}, {@code off} and the like are texts here. */
  Optional<Boolean> flag(String key) {
    return choice(key, List.of("true", "false")).map(Boolean::valueOf);
  }

  /** A whole number from 0 up, or from another least value. */
  Optional<Integer> count(String key, int least) {
    String expected = "a whole number from " + least + " up";
    Optional<Scalar> scalar = scalar(key, expected);
    if (scalar.isPresent() && scalar.get().text().matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(scalar.get().text());
      if (number >= least) {
        return Optional.of(number);
      }
    }
    scalar.ifPresent(value -> wrong(key, expected, value));
    return Optional.empty();
  }

  /** A number from 0 to 1. */
  Optional<Double> share(String key) {
    String expected = "a number from 0 to 1";
    Optional<Scalar> scalar = scalar(key, expected);
    if (scalar.isPresent() && scalar.get().text().matches("0|1|[01]?\\.[0-9]{1,9}")) {
      double share = Double.parseDouble(scalar.get().text());
      if (share <= 1) {
        return Optional.of(share);
      }
    }
    scalar.ifPresent(value -> wrong(key, expected, value));
    return Optional.empty();
  }

  /** A map below a key. */
  Optional<Section> section(String key, String belowSubject) {
    Optional<YamlValue> value = value(key);
    if (value.isPresent() && value.get() instanceof Fields map) {
      return Optional.of(new Section(belowSubject, keyPlace(key).orElse(place), map, findings));
    }
    value.ifPresent(other -> wrong(key, "a map", other));
    return Optional.empty();
  }

  /** The keys with their values, all of which become known: for maps whose keys people choose. */
  List<Field> chosenFields() {
    known.addAll(fields.keySet());
    return List.copyOf(fields.values());
  }

  private Optional<Scalar> scalar(String key, String expected) {
    Optional<YamlValue> value = value(key);
    if (value.isPresent()
        && value.get() instanceof Scalar scalar
        && !scalar.text().isEmpty()
        && !scalar.isNothing()) {
      return Optional.of(scalar);
    }
    value.ifPresent(other -> wrong(key, expected, other));
    return Optional.empty();
  }

  /** Reports a value that is not what was expected. */
  void wrong(String key, String expected, YamlValue actual) {
    wrong(key, expected, actual, null);
  }

  /** Reports a value that is not what was expected, with what to write instead. */
  void wrong(String key, String expected, YamlValue actual, @Nullable String hint) {
    Diagnostic wrong = Diagnostic.of(Code.WRONG_VALUE, actual.span(), key, expected, shown(actual));
    findings.add(hint == null ? wrong : wrong.withHint(hint));
  }

  private static String shown(YamlValue actual) {
    return actual instanceof Scalar scalar && scalar.text().isEmpty() && scalar.quoted()
        ? "empty"
        : actual.described();
  }

  /** Reports the keys that nobody asked for. */
  void finish() {
    for (Field field : fields.values()) {
      String key = field.key().text();
      if (!known.contains(key)) {
        String hint = Nearest.hint(key, known);
        Diagnostic unknown = Diagnostic.of(Code.UNKNOWN_KEY, field.key().span(), key, subject);
        findings.add(hint == null ? unknown : unknown.withHint(hint));
      }
    }
  }
}
