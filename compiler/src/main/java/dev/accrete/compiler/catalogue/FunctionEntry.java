package dev.accrete.compiler.catalogue;

import dev.accrete.compiler.catalogue.Functions.Kind;
import java.util.List;

/**
 * What is known of one function or operator: one line of {@code functions.txt}, whose head explains
 * the columns.
 *
 * @param name in upper case
 * @param arguments for people
 * @param result a type, {@code first} or {@code second} for that of an argument, or empty
 * @param nulls {@code strict}, {@code skips}, {@code aware}, or empty
 * @param dialects their first letters
 * @param page the documentation's page
 * @param mappings how a call is written in other dialects, in order
 */
public record FunctionEntry(
    String name,
    Kind kind,
    String arguments,
    String result,
    String nulls,
    String dialects,
    String page,
    List<Mapping> mappings) {
  public FunctionEntry {
    mappings = List.copyOf(mappings);
  }

  /** Whether a dialect has a function of this name. */
  public boolean isIn(String dialect) {
    return dialects.indexOf(dialect.charAt(0)) >= 0;
  }

  /** How many arguments it takes. */
  public Arity arity() {
    return Arity.of(arguments);
  }

  /** Whether its first argument is a part of times, such as {@code day}. */
  public boolean takesPart() {
    return arguments.startsWith("part,");
  }

  /** The ways to write a call of one dialect in another; empty where it is written alike. */
  public List<Mapping> mappings(String source, String target) {
    return mappings.stream().filter(m -> m.isBetween(source, target)).toList();
  }
}
