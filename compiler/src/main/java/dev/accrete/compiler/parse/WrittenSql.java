package dev.accrete.compiler.parse;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.calcite.sql.parser.SqlParseException;

/**
 * Parses the SELECTs that Accrete wrote itself, so that a slip of its pen is found before an engine
 * finds it. What has the shape of something that parsed is not parsed again: one model's SELECTs
 * are for the most part the same pieces put together in other ways.
 */
public final class WrittenSql {
  /** So many shapes are kept, of some hundred characters each. */
  private static final int KEPT = 20_000;

  private final Set<String> parsed = ConcurrentHashMap.newKeySet();

  /** What is wrong with a SELECT; empty where it parses. */
  public Optional<String> problem(String select) {
    Optional<Set<String>> shapes = SqlShape.of(select);
    if (shapes.isPresent() && shapes.get().stream().allMatch(this::parses)) {
      return Optional.empty();
    }
    return parse(select);
  }

  private boolean parses(String shape) {
    if (parsed.contains(shape)) {
      return true;
    }
    boolean parses = parse(shape).isEmpty();
    if (parses && parsed.size() < KEPT) {
      parsed.add(shape);
    }
    return parses;
  }

  private static Optional<String> parse(String select) {
    try {
      SqlTextParser.parser(select).parseQuery();
      return Optional.empty();
    } catch (SqlParseException exception) {
      return Optional.of(ParseMessages.of(exception));
    } catch (StackOverflowError tooDeep) {
      return Optional.of("it is nested too deep");
    }
  }
}
