package dev.accrete.compiler.plan;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.ValueUse;
import dev.accrete.compiler.dialect.state.ScriptChecks;
import dev.accrete.compiler.dialect.state.SourceColumnSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Where a script must stop as columns of counted sources are not what they were. */
final class ColumnChecks {
  private ColumnChecks() {}

  /** A check for each table that is counted for a model, by the columns that it reads. */
  static List<Statement> of(ModelPlan plan, ScriptChecks checks) {
    List<Statement> all = new ArrayList<>();
    for (InputPlan input : plan.inputs()) {
      if (input.isCounted()) {
        SourceColumnSql.Read read = read(plan.reads(), input.name());
        RelationName source = input.relation();
        all.add(checks.columns(source, source, read));
        input
            .deleted()
            .ifPresent(copies -> all.add(checks.columns(source, copies.relation(), read)));
      }
    }
    return all;
  }

  private static SourceColumnSql.Read read(InputReads reads, String input) {
    Optional<Set<String>> columns = Optional.ofNullable(reads.columns().get(input));
    Map<String, Set<ValueUse>> uses = new TreeMap<>();
    columns.ifPresent(some -> some.forEach(c -> uses.put(c, reads.usesOf(input, c))));
    return new SourceColumnSql.Read(
        columns, uses, reads.uses().getOrDefault(InputReads.ANY, Set.of()));
  }
}
