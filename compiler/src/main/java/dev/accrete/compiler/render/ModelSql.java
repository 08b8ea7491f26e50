package dev.accrete.compiler.render;

import dev.accrete.compiler.certificate.Merge;
import dev.accrete.compiler.dialect.ClockSql;
import dev.accrete.compiler.dialect.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The SELECTs of one model for one target.
 *
 * @param plain the author's text with the target's relations in place of references
 * @param pinned the author's text with every reference read as of the freeze: what a full rebuild
 *     inserts
 * @param recompute what a recompute of touched keys needs; absent where only full is sound
 * @param appends the rows that new rows of some readings make, one for each growth of the
 *     certificate
 * @param merge what is kept of groups, and how a change changes it; absent where nothing merges
 * @param readings every derived table that stands in the place of a reference, pinned or restricted
 */
public record ModelSql(
    String plain,
    String pinned,
    Optional<RecomputeSql> recompute,
    List<AppendSql> appends,
    Optional<MergeSql> merge,
    Set<String> readings) {
  public ModelSql {
    appends = List.copyOf(appends);
  }

  /** The same with another text that has the target's relations in place of references. */
  public ModelSql withPlain(String other) {
    return new ModelSql(other, pinned, recompute, appends, merge, readings);
  }

  /**
   * The same with one moment in place of the clock.
   *
   * @param calls whether functions read the clock, besides {@code run_started_at()}
   * @param inRun what a run or script puts there
   * @param alone what the SELECT alone has there
   */
  public ModelSql withClock(boolean calls, String inRun, String alone) {
    return new ModelSql(
        ClockSql.bind(plain, calls, alone),
        ClockSql.bind(pinned, calls, inRun),
        recompute.map(r -> r.withClock(calls, inRun)),
        appends.stream().map(a -> a.withClock(calls, inRun)).toList(),
        merge,
        readings);
  }

  /**
   * Every SELECT that Accrete wrote, the derived tables in the author's text among them. Parameters
   * stand as constants.
   */
  public List<String> written() {
    List<String> all = new ArrayList<>();
    readings.forEach(reading -> all.add("SELECT 1 FROM " + reading));
    recompute.ifPresent(
        r -> {
          r.routes().forEach(route -> all.add(route.select()));
          r.needed().forEach(needed -> all.add(needed.select()));
          r.bounds().forEach(bound -> all.addAll(bound.written()));
        });
    merge.ifPresent(
        m -> {
          all.addAll(List.of(m.all(), m.touched(), m.again(), m.countRows(), m.values()));
          m.terms().forEach(term -> all.add(term.select()));
          m.counted().forEach(c -> all.addAll(List.of(c.all(), c.touched())));
          m.rest().ifPresent(rest -> all.add(rest.select()));
        });
    return all.stream().map(s -> new Statement("", s).bind(name -> "0")).distinct().toList();
  }

  /**
   * The SELECTs of a recompute.
   *
   * @param routes each a SELECT of touched keys
   * @param needed sets that restrictions read besides the touched keys, in order; each may read the
   *     ones before
   * @param restricted the author's text with references restricted to what touched keys need; it
   *     may return further keys as well
   * @param bounds what each {@link Statement#bound} in {@code restricted} is
   */
  public record RecomputeSql(
      List<RouteSql> routes, List<NeededSql> needed, String restricted, List<BoundSql> bounds) {
    public RecomputeSql {
      bounds = List.copyOf(bounds);
      routes = List.copyOf(routes);
      needed = List.copyOf(needed);
    }

    private RecomputeSql withClock(boolean calls, String inRun) {
      return new RecomputeSql(routes, needed, ClockSql.bind(restricted, calls, inRun), bounds);
    }
  }

  /**
   * The author's text with some references read by their new rows alone.
   *
   * @param leading the inputs of these references, each once
   * @param inputs those of them that may have new rows
   */
  public record AppendSql(List<String> leading, List<String> inputs, String select) {
    public AppendSql {
      leading = List.copyOf(leading);
      inputs = List.copyOf(inputs);
    }

    private AppendSql withClock(boolean calls, String inRun) {
      return new AppendSql(leading, inputs, ClockSql.bind(select, calls, inRun));
    }
  }

  /**
   * The SELECTs of a merge.
   *
   * @param keyColumns the output columns that are the group keys
   * @param parts what is kept besides the number of rows, in order
   * @param all the parts of every group
   * @param plain the same over the inputs as they stand
   * @param touched the parts of the groups of touched keys, and perhaps of others
   * @param again the parts of the groups that are computed again, and perhaps of others
   * @param countRows counts the rows below the grouping
   * @param terms the signed change, by the readings that changed together
   * @param values the output rows that the new parts make
   * @param counted how often groups have values, for each count of distinct ones
   * @param rest the aggregates that do not add up, of the groups of touched keys, and perhaps of
   *     others; absent where there are none
   */
  public record MergeSql(
      List<String> keyColumns,
      List<PartSql> parts,
      String all,
      String plain,
      String touched,
      String again,
      String countRows,
      List<TermSql> terms,
      String values,
      List<CountedSql> counted,
      Optional<RestSql> rest) {
    public MergeSql {
      counted = List.copyOf(counted);
      keyColumns = List.copyOf(keyColumns);
      parts = List.copyOf(parts);
      terms = List.copyOf(terms);
    }
  }

  /**
   * How often each group has each value of an argument: the group keys, the value, {@code
   * accrete_rows}.
   *
   * @param value the column of the value; in the parts, that of the number of values
   * @param all of every group
   * @param plain the same over the inputs as they stand
   * @param touched of the groups of touched keys, and perhaps of others
   */
  public record CountedSql(String value, String all, String plain, String touched) {}

  /**
   * Aggregates that are computed again.
   *
   * @param columns their names in {@code select}, behind the group keys
   */
  public record RestSql(List<String> columns, String select) {
    public RestSql {
      columns = List.copyOf(columns);
    }
  }

  /**
   * What is kept of an aggregate.
   *
   * @param count the column of its number of values, where it has one
   * @param value the column of its value, where it has one; also its argument in signed rows
   * @param mixesScales whether its values may have unlike numbers of digits behind the point
   */
  public record PartSql(Merge.Kind kind, String count, String value, boolean mixesScales) {}

  /**
   * A summand of the signed change.
   *
   * @param inputs those that must all have changed
   * @param select keys, arguments, sign
   */
  public record TermSql(List<String> inputs, String select) {
    public TermSql {
      inputs = List.copyOf(inputs);
    }
  }

  /**
   * How changes of an input touch keys.
   *
   * @param through the other readings of inputs by which they do, each name once, in order
   * @param select has one column for each key column
   */
  public record RouteSql(String input, List<String> through, String select) {
    public RouteSql {
      through = List.copyOf(through);
    }
  }

  /**
   * The least value that a needed row can have: the lesser of what is stored for the touched keys
   * and of what the changed rows bring.
   *
   * @param name of the parameter, and of the staging table
   * @param output the column of the model's table that keeps it, where one does
   * @param ofChanges a SELECT of the least value of the changed rows, as {@code bound}
   * @param kept the side table that keeps it, where no column does
   */
  public record BoundSql(
      String name, Optional<String> output, String ofChanges, Optional<KeptSql> kept) {
    private List<String> written() {
      List<String> all = new ArrayList<>(List.of(ofChanges));
      kept.ifPresent(k -> all.addAll(List.of(k.all(), k.plain(), k.come())));
      return all;
    }
  }

  /**
   * A side table of least values.
   *
   * @param name what it holds, in one word
   * @param input whose rows
   * @param keyColumns its columns besides {@link #BOUND}
   * @param all the least value of each key, of all rows
   * @param plain the same over the input as it stands
   * @param come the same of the changed rows
   * @param isNeeded the condition that a row of the side table, as {@code kept}, is of a value that
   *     is read
   */
  public record KeptSql(
      String name,
      String input,
      List<String> keyColumns,
      String all,
      String plain,
      String come,
      String isNeeded) {
    /** The column of the least value. */
    public static final String BOUND = "accrete_bound";

    public KeptSql {
      keyColumns = List.copyOf(keyColumns);
    }
  }

  /** A set of values that restrictions read. */
  public record NeededSql(String name, String select) {}
}
