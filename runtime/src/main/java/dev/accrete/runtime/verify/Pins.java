package dev.accrete.runtime.verify;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.certificate.Strategy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Pins strategies in random projects, so that each sound one is tried, and not the first alone.
 *
 * <p>By the model's text, so that a seed makes the models that it always made.
 */
final class Pins {
  private static final String START = "---\nincremental: {strategy: ";
  private static final String END = "}\n---\n";

  private Pins() {}

  /** The texts without any of these pins. */
  static Map<String, String> unpinned(Map<String, String> files) {
    Map<String, String> unpinned = new TreeMap<>(files);
    unpinned.replaceAll(
        (path, text) ->
            text.startsWith(START) ? text.substring(text.indexOf(END) + END.length()) : text);
    return unpinned;
  }

  /** The project's texts, with a pinned strategy in some models that have several sound ones. */
  static Map<String, String> pinned(Map<String, String> files, Subject subject) {
    Map<String, String> pinned = new TreeMap<>(files);
    for (CompiledModel model : subject.models()) {
      String path = model.file().file().path();
      String text = pinned.get(path);
      List<Strategy> sound =
          subject.result(model.name()).certificate().strategies().stream()
              .filter(s -> s != Strategy.FULL)
              .toList();
      boolean whole = model.file().partOf() == null;
      if (whole && text != null && !text.startsWith("---") && sound.size() > 1) {
        Chance chance = new Chance(text.hashCode());
        if (chance.percent(60)) {
          String pin = START + chance.pick(sound).word() + END;
          pinned.put(path, pin + text);
        }
      }
    }
    return pinned;
  }
}
