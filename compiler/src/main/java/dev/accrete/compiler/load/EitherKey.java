package dev.accrete.compiler.load;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.source.Span;
import java.util.Optional;

/** A key that has two names, Looker's and another one. */
final class EitherKey {
  private EitherKey() {}

  /** The name that stands here, or the first one; that both do is reported. */
  static String of(Section section, String name, String other) {
    section.value(name);
    section.value(other);
    Optional<Span> place = section.keyPlace(name);
    Optional<Span> otherPlace = section.keyPlace(other);
    if (place.isPresent() && otherPlace.isPresent()) {
      Diagnostic twice = Diagnostic.of(Code.DUPLICATE_KEY, otherPlace.get(), name);
      section
          .findings()
          .add(
              twice
                  .withHint(name + " and " + other + " mean the same")
                  .withNote(place.get(), "here"));
    }
    return place.isEmpty() && otherPlace.isPresent() ? other : name;
  }
}
