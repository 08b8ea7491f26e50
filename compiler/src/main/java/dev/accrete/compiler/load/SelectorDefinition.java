package dev.accrete.compiler.load;

import dev.accrete.compiler.source.Span;
import java.util.List;
import java.util.stream.Stream;

/** What a named selector selects, as {@code selectors.yml} writes it. */
public sealed interface SelectorDefinition {
  /** Its place. */
  Span span();

  /** The definitions that it is made of. */
  List<SelectorDefinition> parts();

  /**
   * Selections in the notation of the command line.
   *
   * @param text one or more words
   */
  record Words(String text, Span span) implements SelectorDefinition {
    @Override
    public List<SelectorDefinition> parts() {
      return List.of();
    }
  }

  /**
   * What a method matches.
   *
   * @param method such as {@code tag}
   * @param argument what follows a dot in the method, such as {@code materialized}; or empty
   * @param value what to match
   * @param parents how many steps of what it reads to take in
   * @param children how many steps of what reads it to take in
   * @param childrensParents its readers, and all that those read, as {@code @} does
   * @param exclude what is left out in the end
   */
  record Matching(
      String method,
      String argument,
      String value,
      int parents,
      int children,
      boolean childrensParents,
      List<SelectorDefinition> exclude,
      Span span)
      implements SelectorDefinition {
    public Matching {
      exclude = List.copyOf(exclude);
    }

    @Override
    public List<SelectorDefinition> parts() {
      return exclude;
    }
  }

  /**
   * Several definitions together.
   *
   * @param intersection whether all have to match; else any
   * @param members the definitions, one at least
   * @param exclude what is left out in the end
   */
  record Combined(
      boolean intersection,
      List<SelectorDefinition> members,
      List<SelectorDefinition> exclude,
      Span span)
      implements SelectorDefinition {
    public Combined {
      members = List.copyOf(members);
      exclude = List.copyOf(exclude);
    }

    @Override
    public List<SelectorDefinition> parts() {
      return Stream.concat(members.stream(), exclude.stream()).toList();
    }
  }
}
