package dev.accrete.compiler.template;

import dev.accrete.compiler.source.SourceFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The macro files that parse, and which of them a text needs.
 *
 * @param files by path, in order
 * @param lostNames the macros of files that do not parse
 */
record Macros(Map<String, MacroFile> files, Set<String> lostNames) {

  /**
   * One file of macros.
   *
   * @param file the file
   * @param names the macros, functions and values that it defines
   * @param words every word in it
   */
  record MacroFile(SourceFile file, Set<String> names, Set<String> words) {}

  /** The names that templates may call. */
  Collection<String> names() {
    List<String> names = new ArrayList<>();
    files.values().forEach(file -> names.addAll(file.names()));
    return names;
  }

  /** The places of all macro files by their paths. */
  Map<String, TemplatePlaces> places() {
    Map<String, TemplatePlaces> places = new LinkedHashMap<>();
    files.forEach(
        (path, macro) ->
            places.put(path, TemplatePlaces.of(macro.file(), 0, macro.file().text().length())));
    return places;
  }

  /** The paths of the files that a text uses, directly or through others, in their order. */
  List<String> neededBy(String text) {
    if (files.isEmpty()) {
      return List.of();
    }
    Set<String> needed = new LinkedHashSet<>();
    addNeeded(MacroNames.words(text), needed);
    return files.keySet().stream().filter(needed::contains).toList();
  }

  private void addNeeded(Set<String> words, Set<String> needed) {
    for (MacroFile macro : files.values()) {
      boolean used = macro.names().stream().anyMatch(words::contains);
      if (used && needed.add(macro.file().path())) {
        addNeeded(macro.words(), needed);
      }
    }
  }
}
