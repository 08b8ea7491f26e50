package dev.accrete.compiler.derive.rule;

import java.util.List;

/**
 * All rules, in the order in which they are asked: where two fit one operator, the cheaper comes
 * first.
 */
public final class Rules {
  private Rules() {}

  /** The rules in order. */
  public static final List<Rule> ALL =
      List.of(
          new PassKeyThroughFilter(),
          new PassKeyThroughProjection(),
          new PassKeyThroughGroupBy(),
          new PassKeyThroughPartitions(),
          // Only where the partitions do not hold the key together: it reads the input once more.
          new HopThroughPartitions(),
          new PassKeyThroughPreservedSide(),
          new PassKeyThroughFullJoin(),
          // Only where the key is not one side's, or the join has no equality.
          new PassKeyThroughBothSides(),
          new PassKeyThroughSetOperation(),
          new PassKeyThroughSubquery());
}
