package dev.accrete.compiler.load;

import dev.accrete.compiler.load.SourceDeclaration.ChangeKind;
import dev.accrete.compiler.load.SourceDeclaration.Landing;
import java.util.List;
import java.util.Optional;

/** Reads where the rows of a landing source arrive, and when they move on. */
final class LandingReader {
  private LandingReader() {}

  /**
   * The landing table; absent on other sources, and where it is wrong, which is reported.
   *
   * @param source the source's name
   */
  static Optional<Landing> read(Section section, String source, ChangeKind changes) {
    move(section);
    Optional<YamlValue> written = section.value("landing");
    if (changes != ChangeKind.LANDING) {
      written.ifPresent(
          value -> section.wrong("landing", "left out unless changes is landing", value));
      return Optional.empty();
    }
    if (section.keyPlace("landing").isEmpty()) {
      if (!section.isMisspelt("landing")) {
        section.missing("landing");
      }
      return Optional.empty();
    }
    Optional<String> name = section.text("landing");
    boolean usable = name.filter(n -> isTable(n, source)).isPresent();
    if (name.isPresent() && !usable) {
      written.ifPresent(
          value -> section.wrong("landing", "another table than the source's own", value));
    }
    return name.filter(n -> usable).map(LandingReader::landing);
  }

  private static boolean isTable(String name, String source) {
    return name.matches("[^.]+(\\.[^.]+)?") && !name.equalsIgnoreCase(source);
  }

  private static Landing landing(String name) {
    int dot = name.indexOf('.');
    return new Landing(dot < 0 ? null : name.substring(0, dot), name.substring(dot + 1));
  }

  /** Rows move before the models run; nobody may believe that they wait for them. */
  private static void move(Section section) {
    if (section.choice("move", List.of("before", "after")).filter("after"::equals).isPresent()) {
      section.notYet("move", "move: after");
    }
  }
}
