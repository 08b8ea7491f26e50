package dev.accrete.compiler.load;

import dev.accrete.compiler.load.SourceDeclaration.ChangeKind;
import dev.accrete.compiler.load.SourceDeclaration.Landing;
import dev.accrete.compiler.load.SourceDeclaration.Move;
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
    Optional<YamlValue> written = section.value("landing");
    Optional<YamlValue> move = section.value("move");
    if (changes != ChangeKind.LANDING) {
      move.ifPresent(value -> section.wrong("move", "left out unless changes is landing", value));
      written.ifPresent(
          value -> section.wrong("landing", "left out unless changes is landing", value));
      return Optional.empty();
    }
    Move when = section.choice("move", Move.class).orElse(Move.BEFORE);
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
    return name.filter(n -> usable).map(n -> landing(n, when));
  }

  private static boolean isTable(String name, String source) {
    return name.matches("[^.]+(\\.[^.]+)?") && !name.equalsIgnoreCase(source);
  }

  private static Landing landing(String name, Move move) {
    int dot = name.indexOf('.');
    return new Landing(dot < 0 ? null : name.substring(0, dot), name.substring(dot + 1), move);
  }
}
