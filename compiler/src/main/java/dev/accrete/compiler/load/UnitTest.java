package dev.accrete.compiler.load;

import dev.accrete.compiler.source.Span;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A test of one model on rows that it names, in dbt's form, with batches added.
 *
 * @param name unique among the tests of the project
 * @param model the model under test
 * @param description for people, or empty
 * @param batches what comes to the inputs, one after another; at least one
 * @param splits whether the rows of its one batch may come one by one as well
 * @param expect the rows of the table in the end
 * @param variables values in the place of those of the project
 * @param place of the name
 */
public record UnitTest(
    String name,
    String model,
    String description,
    List<Batch> batches,
    boolean splits,
    Fixture expect,
    Map<String, Object> variables,
    Span place) {
  public UnitTest {
    batches = List.copyOf(batches);
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
  }

  /**
   * What comes at a time.
   *
   * @param given the rows by input
   * @param expect the rows of the table after it, where they are named
   */
  public record Batch(List<Given> given, Optional<Fixture> expect) {
    public Batch {
      given = List.copyOf(given);
    }
  }

  /**
   * Rows of an input.
   *
   * @param input the model, source or seed, as {@code ref} has it
   * @param replace whether they take the place of those before
   * @param place of the input's name
   */
  public record Given(String input, Fixture rows, boolean replace, Span place) {}

  /**
   * Rows that a test names.
   *
   * @param columns their names, folded, none twice in any case; empty where a query makes them or
   *     no row has any
   * @param rows values in the order of the columns
   * @param query a SELECT that makes them, in DuckDB's SQL
   */
  public record Fixture(
      List<String> columns, List<List<Value>> rows, Optional<String> query, Span place) {
    public Fixture {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /**
   * A value of a row.
   *
   * @param text null for NULL
   * @param place where it stands, or the row that lacks it
   */
  public record Value(@Nullable String text, Span place) {}

  /** The inputs that any batch has rows for. */
  public List<String> inputs() {
    return batches.stream()
        .flatMap(batch -> batch.given().stream())
        .map(Given::input)
        .distinct()
        .toList();
  }
}
