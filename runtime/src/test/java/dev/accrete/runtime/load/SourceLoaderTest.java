package dev.accrete.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.load.SourceDeclaration;
import dev.accrete.compiler.load.SourceDeclaration.Arrival;
import dev.accrete.compiler.load.SourceDeclaration.ChangeKind;
import dev.accrete.compiler.load.SourceDeclaration.Column;
import dev.accrete.compiler.load.SourceDeclaration.Grain;
import dev.accrete.compiler.load.SourceDeclaration.LoadedAt;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;
import dev.accrete.runtime.csv.LengthUnit;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceLoaderTest {
  private static final RelationName TABLE = new RelationName("atomic", "order");
  private static final List<Column> COLUMNS =
      List.of(
          new Column("id", "integer", false, ""),
          new Column("small", "smallint", true, ""),
          new Column("big", "bigint", true, ""),
          new Column("name", "varchar(10)", true, ""),
          new Column("price", "numeric(10,2)", true, ""),
          new Column("ratio", "double precision", true, ""),
          new Column("part", "real", true, ""),
          new Column("ok", "boolean", true, ""),
          new Column("day", "date", true, ""),
          new Column("at", "timestamptz", true, ""),
          new Column("props", "super", true, ""),
          new Column("long", "varchar(max)", true, ""),
          new Column("etl_tstamp", "timestamp", true, ""));

  @TempDir Path folder;
  private DuckDbDatabase database;
  private Session session;

  @BeforeEach
  void open() {
    database = DuckDbDatabase.openForLoad(folder.resolve("t.duckdb"));
    session = database.session("test", StatementListener.NONE);
  }

  @AfterEach
  void close() {
    session.close();
    database.close();
  }

  private static SourceDeclaration source() {
    Span nowhere = new Span(new SourceFile("sources.yml", ""), 0, 0);
    return new SourceDeclaration(
        "atomic.order",
        "atomic",
        "order",
        "",
        Optional.of(new LoadedAt("etl_tstamp", Grain.STAMP)),
        ChangeKind.APPEND,
        Arrival.ANY,
        Optional.empty(),
        COLUMNS,
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        nowhere);
  }

  private LoadOutcome load(boolean ignoreExtra, Path... files) throws IOException {
    Clock clock = Clock.fixed(Instant.parse("2026-02-03T04:05:06.5Z"), ZoneOffset.UTC);
    LoadRequest request =
        new LoadRequest(
            source(),
            TABLE,
            Optional.empty(),
            List.of(files),
            ignoreExtra,
            false,
            LengthUnit.BYTES);
    return new SourceLoader(database, clock, StatementListener.NONE).load(request);
  }

  private Path file(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }

  private List<String> rows(String query) {
    return session.query(
        "test",
        "SELECT CAST(r AS VARCHAR) FROM (" + query + ") AS r ORDER BY 1",
        row -> row.text(1));
  }

  @Test
  void everyTypeArrives() throws IOException {
    Path file =
        file(
            "a.csv",
            "ETL_TSTAMP,id,small,big,name,price,ratio,part,ok,day,at,props,long",
            "2026-01-01 10:00:00.25,1,2,9007199254740993,\"\",12.30,0.1,1.5,t,2026-01-31,2026-01-01T00:00:00+01:00,"
                + "\"{\"\"a\"\": [1]}\","
                + "x".repeat(300),
            ",2,,,,,,,,,,,");
    LoadOutcome outcome = load(false, file);
    assertThat(outcome).isEqualTo(new LoadOutcome(2, 2, 0, List.of(), 0));
    assertThat(rows("SELECT * FROM atomic.\"order\""))
        .containsExactly(
            "{'id': 1, 'small': 2, 'big': 9007199254740993, 'name': '', 'price': 12.30, 'ratio': 0.1, 'part': 1.5,"
                + " 'ok': true, 'day': 2026-01-31, 'at': '2025-12-31 23:00:00+00', 'props': '{\"a\": [1]}', 'long': "
                + "x".repeat(300)
                + ", 'etl_tstamp': '2026-01-01 10:00:00.25'}",
            "{'id': 2, 'small': NULL, 'big': NULL, 'name': NULL, 'price': NULL, 'ratio': NULL, 'part': NULL,"
                + " 'ok': NULL, 'day': NULL, 'at': NULL, 'props': NULL, 'long': NULL, 'etl_tstamp': NULL}");
  }

  @Test
  void whatIsNoJsonIsNoSuper() throws IOException {
    Path file =
        file("a.csv", "id,props", "1,{", "2,\"{\"\"a\"\": 1} x\"", "3,\"[1, \"\"b\"\"]\"", "4,7");
    LoadOutcome outcome = load(false, file);
    assertThat(outcome.problems()).hasSize(2).allMatch(p -> p.contains("expected JSON"));
    assertThat(outcome.problems().get(0)).contains("a.csv:2: column props");
    assertThat(outcome.problems().get(1)).contains("a.csv:3: column props");
  }

  @Test
  void filesWithoutStampsAreOneBatch() throws IOException {
    LoadOutcome outcome = load(false, file("a.csv", "id", "1"), file("b.csv", "id", "2", "3"));
    assertThat(outcome).isEqualTo(new LoadOutcome(3, 1, 0, List.of(), 0));
    assertThat(rows("SELECT DISTINCT etl_tstamp FROM atomic.\"order\""))
        .containsExactly("{'etl_tstamp': '2026-02-03 04:05:06.5'}");
    assertThat(load(false, file("c.csv", "id", "4")).reopened()).isEqualTo(1);
  }

  @Test
  void nothingIsLoadedWhereAnythingIsWrong() throws IOException {
    LoadOutcome outcome = load(false, file("a.csv", "id", "1"), file("b.csv", "id,extra", "2,x"));
    assertThat(outcome.problems()).singleElement().asString().contains("b.csv:1").contains("extra");
    assertThat(
            session.query(
                "test",
                "SELECT 1 FROM information_schema.tables WHERE table_name = 'order'",
                r -> 1))
        .isEmpty();
    assertThat(load(true, folder.resolve("b.csv")).rows()).isEqualTo(1);
    assertThat(load(false, file("d.csv", "id,name", "1,ok", "x,12345678901")).problems())
        .hasSize(2);
    assertThat(rows("SELECT * FROM atomic.\"order\"")).hasSize(1);
  }

  @Test
  void headerAloneLoadsNothing() throws IOException {
    assertThat(load(false, file("a.csv", "id"))).isEqualTo(new LoadOutcome(0, 0, 0, List.of(), 0));
  }

  @Test
  void absentFileIsSaidSo() {
    assertThatThrownBy(() -> load(false, folder.resolve("none.csv")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> load(false, folder.resolve("none.parquet")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void parquetIsReadByName() throws IOException {
    Path file = folder.resolve("it's [1].parquet");
    session.execute(
        "test",
        "COPY (SELECT 'x' AS NAME, 7 AS id UNION ALL SELECT NULL, 8) TO '"
            + file.toString().replace("'", "''")
            + "' (FORMAT parquet)");
    assertThat(load(false, file)).isEqualTo(new LoadOutcome(2, 1, 0, List.of(), 0));
    assertThat(rows("SELECT id, name, etl_tstamp FROM atomic.\"order\""))
        .containsExactly(
            "{'id': 7, 'name': x, 'etl_tstamp': '2026-02-03 04:05:06.5'}",
            "{'id': 8, 'name': NULL, 'etl_tstamp': '2026-02-03 04:05:06.5'}");
  }

  @Test
  void parquetWithNullsInARequiredColumnIsRefused() throws IOException {
    Path file = folder.resolve("n.parquet");
    session.execute(
        "test", "COPY (SELECT CAST(NULL AS INTEGER) AS id) TO '" + file + "' (FORMAT parquet)");
    assertThat(load(false, file).problems()).singleElement().asString().contains("1 NULLs");
  }
}
