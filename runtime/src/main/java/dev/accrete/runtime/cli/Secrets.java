package dev.accrete.runtime.cli;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What must not be seen: values that came from the environment into a connection, and passwords as
 * written.
 */
final class Secrets {
  static final String MASK = "***";

  /** Shorter values would mask half of any text, and protect nothing. */
  private static final int SHORTEST = 4;

  private final Set<String> values = new TreeSet<>();

  /** Notes a secret. */
  void add(String value) {
    if (value.length() >= SHORTEST) {
      values.add(value);
    }
  }

  /** The text with every secret masked, also where it was encoded or decoded, and in any URL. */
  String scrub(String text) {
    String clean = text;
    for (String form : forms()) {
      clean = clean.replace(form, MASK);
    }
    return UrlCredentials.masked(clean);
  }

  /** Longer forms first, as one secret may contain another. */
  private List<String> forms() {
    Set<String> forms = new TreeSet<>();
    for (String value : values) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      forms.add(value);
      forms.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
      forms.add(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
      forms.add(Base64.getEncoder().encodeToString(bytes));
      forms.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
      forms.add(value.replace("\\", "\\\\").replace("\"", "\\\""));
      forms.add(value.replace("'", "''"));
      decoded(value).ifPresent(forms::add);
      decoded(value.replace("+", "%2B")).ifPresent(forms::add);
    }
    forms.removeIf(form -> form.length() < SHORTEST);
    List<String> sorted = new ArrayList<>(forms);
    sorted.sort(Comparator.comparingInt(String::length).reversed());
    return sorted;
  }

  /** As a driver reads what stands in a URL; nothing where the value is no such text. */
  private static Optional<String> decoded(String value) {
    try {
      return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
