package dev.accrete.tests.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * One change of one file of a project, as a person may make it: some leave all as it was, many make
 * the project another one, some break it, and some take the file away or its model elsewhere.
 */
final class RandomEdit {
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  private RandomEdit() {}

  static Map<String, String> of(Map<String, String> texts, Random random) {
    Map<String, String> edited = new TreeMap<>(texts);
    List<String> paths =
        edited.keySet().stream()
            .filter(p -> !p.equals("accrete.yml") || random.nextBoolean())
            .toList();
    String path = paths.get(random.nextInt(paths.size()));
    String text = edited.get(path);
    switch (random.nextInt(8)) {
      case 0 -> edited.remove(path);
      case 1 -> edited.put(path, elsewhere(path, text));
      default -> edited.put(path, edited(text, random));
    }
    return edited;
  }

  /** A model in another schema, as a table or not. */
  private static String elsewhere(String path, String text) {
    if (!path.endsWith(".sql")) {
      return text + "\n";
    }
    return text.startsWith("---\n")
        ? text.replaceFirst("---\n", "---\nschema: elsewhere\n")
        : "---\nschema: elsewhere\nmaterialized: view\n---\n" + text;
  }

  private static String edited(String text, Random random) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    int line = lines.isEmpty() ? 0 : random.nextInt(lines.size());
    switch (random.nextInt(5)) {
      case 0 -> lines.add(line, "");
      case 1 -> {
        if (!lines.isEmpty()) {
          lines.remove(line);
        }
      }
      case 2 -> {
        return replaced(text, NUMBER, "7", random);
      }
      case 3 -> {
        List<MatchResult> words = WORD.matcher(text).results().toList();
        return words.isEmpty()
            ? text + "\n"
            : replaced(text, WORD, words.get(random.nextInt(words.size())).group(), random);
      }
      default -> {
        if (!lines.isEmpty()) {
          lines.set(line, lines.get(line) + " ");
        }
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static String replaced(String text, Pattern what, String by, Random random) {
    List<MatchResult> places = what.matcher(text).results().toList();
    if (places.isEmpty()) {
      return text + "\n";
    }
    MatchResult place = places.get(random.nextInt(places.size()));
    return text.substring(0, place.start()) + by + text.substring(place.end());
  }
}
