package dev.accrete.runtime.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.load.SourceDeclaration.Arrival;
import dev.accrete.compiler.load.SourceDeclaration.Grain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class AimTest {
  private static final int ROWS = 8;

  private static final DataTable GROWING = table(1, false);
  private static final DataTable MUTABLE = table(-1, true);

  @Test
  void everyPairComesInTurn() {
    int pairs = Operators.names().size() * ChangeKind.values().length;
    Set<Aim> aims = new HashSet<>();
    LongStream.range(1_000, 1_000 + pairs).forEach(seed -> aims.add(Aim.of(seed)));
    assertThat(aims).hasSize(pairs);
  }

  @Test
  void aSeedIsFoundForAnAim() {
    Aim aim = new Aim("UNION", ChangeKind.DELETED_BATCH);
    long seed = aim.seed(60_000_005);
    assertThat(seed).isBetween(60_000_005L, 60_000_005L + 307);
    assertThat(Aim.of(seed)).isEqualTo(aim);
    assertThat(aim.seed(seed)).isEqualTo(seed);
    assertThat(aim.seed(seed + 1)).isEqualTo(seed + 308);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"WRITE_DURING_RUN", "FULL_REFRESH"})
  void aWriteIsOfTheKindThatWasWanted(ChangeKind kind) {
    DataTable table =
        kind == ChangeKind.MUTABLE_INSERTED || kind == ChangeKind.MUTABLE_DELETED
            ? MUTABLE
            : GROWING;
    for (int seed = 1; seed <= 20; seed++) {
      Chance chance = new Chance(seed);
      List<List<String>> there = new ArrayList<>();
      for (int i = 0; i < ROWS; i++) {
        there.add(List.of(String.valueOf(100 + i), Stamps.of(20 + i / 2 * 2)));
      }
      AimedWrites writes = new AimedWrites(chance, table, new RowGenerator(chance, table));
      Optional<Step.Write> write = writes.of(kind, there, 40);
      assertThat(write).as("seed %d", seed).isPresent();
      assertThat(ChangeKind.of(table, write.orElseThrow(), there))
          .as("seed %d", seed)
          .contains(kind);
    }
  }

  private static DataTable table(int loadedAt, boolean mutable) {
    return new DataTable(
        "raw.t",
        new RelationName("raw", "t"),
        Optional.empty(),
        List.of(
            DataTable.DataColumn.of("k", "integer", true),
            DataTable.DataColumn.of("etl", "timestamp", true)),
        loadedAt,
        mutable,
        Grain.STAMP,
        Arrival.ANY,
        false,
        false,
        List.of());
  }
}
