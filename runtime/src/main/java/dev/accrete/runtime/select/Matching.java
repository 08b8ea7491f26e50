package dev.accrete.runtime.select;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether one node matches the method and value of a criterion, without its {@code +} and
 * {@code @}.
 */
final class Matching {
  private Matching() {}

  static boolean matches(Criterion criterion, Node node, Earlier earlier) {
    String value = criterion.value();
    return switch (criterion.method()) {
      case FQN -> fqn(node, value);
      case TAG -> any(node.tags(), value);
      case PATH -> path(node.path(), value);
      case FILE -> file(node.fileName(), value);
      case SOURCE -> node.kind() == Node.Kind.SOURCE && source(node, value);
      case CONFIG -> config(node.config(), criterion.argument(), value);
      case STRATEGY ->
          new NamePattern(value).matches(node.strategy()) && !node.strategy().isEmpty();
      case REFUSAL -> any(node.refusals(), value);
      case STATE -> earlier.state(value, node.name());
      case RESULT -> earlier.result(value, node.name());
      case SELECTOR -> throw new IllegalArgumentException(criterion.text());
    };
  }

  /**
   * A model's name, or a prefix of its project, folders and name; from the first wildcard on, the
   * rest as a pattern. A source by its whole name alone, so that a model may be named like a table.
   */
  private static boolean fqn(Node node, String value) {
    List<String> whole = node.fqn();
    if (node.kind() == Node.Kind.SOURCE) {
      return new NamePattern(value).matches(node.name());
    }
    return node.name().equals(value)
        || fqn(whole, value)
        || fqn(whole.subList(1, whole.size()), value);
  }

  private static boolean fqn(List<String> segments, String value) {
    if (!segments.isEmpty() && segments.get(segments.size() - 1).equals(value)) {
      return true;
    }
    List<String> parts = Arrays.asList(value.split("\\.", -1));
    List<String> name = new ArrayList<>();
    segments.forEach(segment -> name.addAll(Arrays.asList(segment.split("\\.", -1))));
    if (name.size() < parts.size()) {
      return false;
    }
    for (int i = 0; i < parts.size(); i++) {
      if (NamePattern.isWild(parts.get(i))) {
        String rest = String.join(".", name.subList(i, name.size()));
        return new NamePattern(String.join(".", parts.subList(i, parts.size()))).matches(rest);
      }
      if (!name.get(i).equals(parts.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** A file, or a folder above it, each with wildcards. */
  private static boolean path(String path, String value) {
    String wanted = value.startsWith("./") ? value.substring(2) : value;
    wanted = wanted.endsWith("/") ? wanted.substring(0, wanted.length() - 1) : wanted;
    NamePattern pattern = new NamePattern(wanted);
    for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
      if (pattern.matches(path.substring(0, end))) {
        return true;
      }
    }
    return false;
  }

  private static boolean file(String fileName, String value) {
    NamePattern pattern = new NamePattern(value);
    int dot = fileName.lastIndexOf('.');
    return pattern.matches(fileName) || (dot > 0 && pattern.matches(fileName.substring(0, dot)));
  }

  /** {@code schema}, {@code schema.table} or {@code project.schema.table}. */
  private static boolean source(Node node, String value) {
    List<String> parts = Arrays.asList(value.split("\\.", -1));
    List<String> fqn = node.fqn();
    List<String> name = parts.size() >= 3 ? fqn : fqn.subList(1, fqn.size());
    if (value.equals(node.name())) {
      return true;
    }
    if (parts.size() > name.size()) {
      return false;
    }
    for (int i = 0; i < parts.size(); i++) {
      if (!new NamePattern(parts.get(i)).matches(name.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean config(Map<?, ?> config, String argument, String value) {
    Object found = config;
    for (String key : argument.split("\\.", -1)) {
      found = found instanceof Map<?, ?> map ? map.get(key) : null;
    }
    if (found instanceof Collection<?> several) {
      return several.stream().anyMatch(one -> same(one, value));
    }
    return found instanceof Map<?, ?> map ? map.containsKey(value) : same(found, value);
  }

  private static boolean same(@Nullable Object found, String value) {
    return found != null && new NamePattern(value).matches(found.toString());
  }

  private static boolean any(List<String> names, String value) {
    NamePattern pattern = new NamePattern(value);
    return names.stream().anyMatch(pattern::matches);
  }
}
