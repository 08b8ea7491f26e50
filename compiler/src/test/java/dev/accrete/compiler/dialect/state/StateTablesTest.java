package dev.accrete.compiler.dialect.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.Dialects;
import dev.accrete.compiler.dialect.RelationName;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables beside a model are told from others, also where a server shortens their names. */
class StateTablesTest {
  @ParameterizedTest
  @CsvSource({
    "duckdb, 10",
    "duckdb, 200",
    "postgres, 10",
    "postgres, 45",
    "postgres, 60",
    "postgres, 200",
    "redshift, 60",
    "redshift, 110",
    "redshift, 120",
    "redshift, 200"
  })
  void sideTablesAreThoseOfOneModel(String engine, int length) {
    Dialect dialect = Dialects.of(engine);
    StateTables tables = new StateTables(dialect, "Accrete", "shop", "derived");
    StateTables others = new StateTables(dialect, "Accrete", "shop", "other");
    String model = "Orders_" + "x".repeat(length - 7);
    for (String what : new String[] {"parts", "values1", "bounds12", "values1600"}) {
      RelationName side = tables.side(model, what);
      assertThat(side).isEqualTo(dialect.stored(side));
      assertThat(dialect.quote(side.table())).contains(side.table());
      assertThat(tables.isSide(side, model)).as(side.table()).isTrue();
      assertThat(tables.isSide(side, model + "y")).as(side.table()).isFalse();
      assertThat(tables.isSide(side, model.substring(1))).as(side.table()).isFalse();
      assertThat(tables.isSide(others.side(model, what), model)).as(side.table()).isFalse();
      if (!engine.equals("duckdb")) {
        assertThat(side.table().getBytes(StandardCharsets.UTF_8).length)
            .isLessThanOrEqualTo(engine.equals("postgres") ? 63 : 127);
      }
    }
    for (RelationName other :
        new RelationName[] {
          tables.hidden(model),
          tables.changes(model),
          tables.copy(model),
          tables.hidden(model + "$a")
        }) {
      assertThat(other).isEqualTo(dialect.stored(other));
      assertThat(tables.isSide(other, model)).as(other.table()).isFalse();
    }
  }
}
