package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.runtime.cli.InMemory;
import dev.accrete.runtime.cli.InMemory.Outcome;
import dev.accrete.runtime.csv.LengthUnit;
import dev.accrete.runtime.load.Seed;
import dev.accrete.runtime.load.SeedLoader;
import dev.accrete.runtime.load.SeedResult;
import dev.accrete.tests.acceptance.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Seeds: CSV files of a project as tables, and the models that read them. */
class SeedsTest {
  private static final String SALES =
      "SELECT o.country, r.label, SUM(o.amount * r.rate) AS worth, COUNT(*) AS orders\n"
          + "FROM ${ref('raw.orders')} AS o LEFT JOIN ${ref('rates')} AS r ON r.country = o.country\n"
          + "GROUP BY 1, 2\n";

  @TempDir private Path folder;

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void project(String engine) throws IOException {
    String target =
        engine.equals("duckdb")
            ? "{engine: duckdb, path: target/dev.duckdb}"
            : "{engine: postgres, url: '" + PostgresServer.freshUrl() + "', user: postgres}";
    write(
        "accrete.yml",
        "name: shop\nschema: derived\ndialect: postgres\ntarget: dev\ntargets:\n  dev: "
            + target
            + "\n");
    write(
        "models/sources.yml",
        "sources:\n  - name: raw.orders\n    loaded_at: loaded\n    columns:\n"
            + "      country: {type: varchar(2)}\n      amount: {type: integer}\n");
    write("models/sales.sql", SALES);
    write("models/labels.sql", "SELECT label, COUNT(*) AS n FROM ${ref('rates')} GROUP BY 1\n");
  }

  private Outcome accrete(String command) {
    Outcome outcome = InMemory.run(folder, Map.of(), command.split(" "));
    assertThat(outcome.out() + outcome.err()).as("stack trace").doesNotContain("\tat ");
    return outcome;
  }

  private String works(String command) {
    Outcome outcome = accrete(command);
    assertThat(outcome.code()).as(command + "\n" + outcome.out() + outcome.err()).isZero();
    return outcome.out() + outcome.err();
  }

  private String fails(String command) {
    Outcome outcome = accrete(command);
    assertThat(outcome.code()).as(command + "\n" + outcome.out()).isEqualTo(1);
    return outcome.out() + outcome.err();
  }

  private void orders(String... lines) throws IOException {
    write("orders.csv", "country,amount\n" + String.join("\n", lines) + "\n");
    works("load raw.orders " + folder.resolve("orders.csv"));
  }

  /** The tables are compared with their SELECTs over the tables as they stand. */
  private void assertRight() {
    for (String model : List.of("sales", "labels")) {
      assertThat(works("diff " + model + " " + model + ":full")).contains("Equal");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "postgres"})
  void whatReadsAChangedFileIsRightAgain(String engine) throws IOException {
    project(engine);
    write("seeds/rates.csv", "country,rate,label\nde,1.5,eu\nus,2,\n");
    orders("de,10", "us,3", "fr,4");
    assertThat(works("plan")).contains("the seed rates would be loaded first");
    assertThat(works("run")).contains("SEED   rates  2 rows");
    assertRight();
    assertThat(works("show rates")).contains("1.5", "eu");
    assertThat(works("run")).doesNotContain("SEED").contains("2 nothing new");
    write("seeds/rates.csv", "country,rate,label\nde,2.5,eu\nus,2,\nfr,1.0,eu\n");
    assertThat(works("run -s labels")).contains("SEED   rates  3 rows");
    assertThat(works("run")).doesNotContain("SEED").contains("recompute");
    assertRight();
    assertThat(works("show sales").replaceAll("\\s+", " ")).contains("de eu 25.0", "fr eu 4.0");
    assertThat(Files.readString(folder.resolve("target/manifest.json")))
        .contains("\"seed.shop.rates\"", "\"resource_type\": \"seed\"");
    // Another column: the table is another one, and so are its readers.
    write("seeds/rates.csv", "rate,country,label,since\n1.25,de,\"eu, \"\"old\"\"\",2024-01-31\n");
    works("run");
    assertRight();
    assertThat(works("show rates")).contains("eu, \"old\"", "2024-01-31");
    assertThat(works("seed")).contains("SAME   rates");
    assertThat(works("seed rates --full-refresh --format json"))
        .contains("\"status\": \"loaded\"", "\"unique_id\": \"seed.shop.rates\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "postgres"})
  void tablesAreRightAfterRandomChangesOfTheFile(String engine) throws IOException {
    project(engine);
    Random random = new Random(engine.length());
    List<String> rates = new ArrayList<>(List.of("de,1.5,eu", "us,2.5,"));
    int recomputed = 0;
    for (int step = 0; step < 12; step++) {
      if (random.nextInt(4) > 0) {
        String row =
            List.of("de", "us", "fr", "").get(random.nextInt(4))
                + ","
                + random.nextInt(5)
                + ".5,"
                + List.of("eu", "", "\"\"", "x").get(random.nextInt(4));
        int at = random.nextInt(rates.size());
        switch (random.nextInt(4)) {
          case 0 -> rates.add(row);
          case 1 -> rates.set(at, row);
          case 2 -> rates.add(rates.get(at));
          default -> rates.add(rates.remove(rates.size() > 1 ? at : 0));
        }
        if (rates.size() > 3 && random.nextBoolean()) {
          rates.remove(random.nextInt(rates.size()));
        }
      }
      write("seeds/rates.csv", "country,rate,label\n" + String.join("\n", rates) + "\n");
      if (step == 0 || random.nextBoolean()) {
        orders(List.of("de", "us", "fr", "").get(random.nextInt(4)) + "," + random.nextInt(9));
      }
      recomputed += works("run").contains("recompute") ? 1 : 0;
      assertRight();
    }
    assertThat(recomputed).as("runs that did not rebuild").isGreaterThan(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "postgres"})
  void aTableOfItsNameThatIsNoSeedStays(String engine) throws IOException {
    project(engine);
    Files.delete(folder.resolve("models/sales.sql"));
    write("models/rates.sql", "SELECT 1 AS precious\n");
    write("models/labels.sql", "SELECT precious FROM ${ref('rates')}\n");
    works("run");
    Files.delete(folder.resolve("models/rates.sql"));
    write("seeds/rates.csv", "precious\n7\n");
    assertThat(fails("run"))
        .contains(
            "the table derived.rates is there, and was not loaded from a seed",
            "accrete seed rates --full-refresh");
    assertThat(works("show rates").replaceAll("\\s+", " ")).contains(" 1 ");
    works("seed rates --full-refresh");
    works("run");
    assertThat(works("show labels").replaceAll("\\s+", " ")).contains(" 7 ");
  }

  @Test
  void typesAreGuessedFromAllRowsUnlessTheyAreDeclared() throws IOException {
    project("duckdb");
    write(
        "seeds/rates.csv",
        "country,rate,label,whole,zeros,day,moment,yes,quoted,nothing,mixed\r\n"
            + "de,1.25,a,-7,007,2024-02-29,2024-01-31 10:00:00,true,\"1\",,1\r\n"
            + "us,3,b,12,1,2024-03-01,2024-01-31T10:00:00.25,FALSE,\"2\",,x\r\n");
    write(
        "seeds/schema.yml",
        "seeds:\n  - name: rates\n    unique_key: country\n    config: {column_types: {zeros: varchar(5)}}\n"
            + "    columns:\n      country: {data_type: varchar(2), tests: [not_null]}\n");
    works("compile");
    String manifest = Files.readString(folder.resolve("target/manifest.json"));
    String seed = manifest.substring(manifest.indexOf("\"seed.shop.rates\""));
    for (String column :
        List.of(
            "country varchar(2)",
            "rate decimal(38, 2)",
            "label varchar(65535)",
            "whole bigint",
            "zeros varchar(5)",
            "day date",
            "moment timestamp",
            "yes boolean",
            "quoted varchar(65535)",
            "nothing varchar(65535)",
            "mixed varchar(65535)")) {
      String[] words = column.split(" ", 2);
      assertThat(seed)
          .containsPattern(
              "\"name\": \""
                  + words[0]
                  + "\",\\s+\"type\": \""
                  + java.util.regex.Pattern.quote(words[1]));
    }
    orders("de,1");
    assertThat(works("build"))
        .contains(
            "SEED   rates  2 rows", "PASS   not_null_rates_country", "PASS   unique_key_rates");
  }

  @Test
  void aFileThatDoesNotFitLeavesTheTableAndItsReaders() throws IOException {
    project("duckdb");
    write(
        "models/countries.sql",
        "SELECT country, COUNT(*) AS n FROM ${ref('raw.orders')} GROUP BY 1\n");
    write("seeds/rates.csv", "country,rate,label\nde,1,eu\n");
    write("seeds/s.yml", "seeds:\n  - name: rates\n    column_types: {rate: integer}\n");
    orders("de,1");
    works("run");
    write("seeds/rates.csv", "country,rate,label\nde,2,eu\nus,many,eu\n");
    orders("de,2");
    String said = fails("run");
    assertThat(said)
        .contains("ERROR  rates  its table stays as it was", "\"many\" is no integer")
        .contains("SKIP", "2 skipped");
    assertThat(works("show rates")).contains("1 row");
    assertThat(works("diff countries countries:full")).contains("Equal");
    assertThat(Files.readString(folder.resolve("target/run_results.json")))
        .contains("\"seed.shop.rates\"");
    write("seeds/rates.csv", "country,rate,label\nde,2,eu\n");
    works("run");
    assertRight();
  }

  @Test
  void mistakesAreShownWhereTheyStand() throws IOException {
    project("duckdb");
    write("seeds/rates.csv", "country,rate,label\nde,1\n");
    write("seeds/twice.csv", "a,A,\n1,2,3\n");
    write("seeds/open.csv", "a\n\"x\n");
    write("seeds/none.csv", "");
    write("seeds/late.csv", "\na,b\n1,2\n");
    write("seeds/odd name.csv", "a\n1\n");
    write("seeds/sales.csv", "a\n1\n");
    write("seeds/good.csv", "a\n1\n");
    write(
        "seeds/s.yml",
        "seeds:\n  - name: god\n  - name: good\n    columns: {b: integer}\n    colum_types: {}\n");
    assertThat(accrete("compile").err())
        .contains(
            "E020 seeds/rates.csv:2:1 the header has 3 columns, this row 2",
            "E020 seeds/twice.csv:1:3 the header names A twice",
            "E020 seeds/twice.csv:1:5 a column of the header has no name",
            "E020 seeds/open.csv:2:1 a quote opens here and is not closed",
            "E020 seeds/none.csv:1:1 the seed has no header in its first line",
            "E020 seeds/late.csv:1:1 the seed has no header in its first line",
            "E004 seeds/odd name.csv:1:1 a seed's file name must be letters, digits and _",
            "two relations are named sales",
            "E004 seeds/s.yml:2:11 name must be a file of seeds/ without .csv, not god; did you mean good?",
            "E203 seeds/s.yml:4:15 no column b in the seed good",
            "E002 seeds/s.yml:5:5 unknown key colum_types in the seed good; did you mean column_types?");
  }

  @Test
  void redshiftsDriverLoadsThem() throws IOException {
    write("seeds/rates.csv", "country,rate,label\nde,1.5,eu\nus,2,\n");
    Map<String, String> files =
        Map.of(
            "accrete.yml",
            "name: shop\nschema: derived\ndialect: redshift\ntarget: dev\ntargets:\n"
                + "  dev: {engine: redshift, url: 'jdbc:redshift://h/x', user: u}\n",
            "seeds/rates.csv",
            Files.readString(folder.resolve("seeds/rates.csv")),
            "models/labels.sql",
            "SELECT label, COUNT(*) AS n FROM ${ref('rates')} GROUP BY 1\n");
    try (Warehouse warehouse = Warehouse.over(RedshiftServer.fresh("repeatable read"), files)) {
      Seed seed =
          new Seed(
              warehouse.project().project().sources().get(0),
              new RelationName("derived", "rates"),
              folder.resolve("seeds/rates.csv"));
      SeedLoader loader = warehouse.seeds(Clock.systemUTC(), LengthUnit.BYTES);
      assertThat(loader.load(List.of(seed), false, "r1").get(0).status())
          .isEqualTo(SeedResult.Status.LOADED);
      assertThat(loader.load(List.of(seed), false, "r2").get(0).status())
          .isEqualTo(SeedResult.Status.UNCHANGED);
      warehouse.run();
      assertThat(warehouse.rows("SELECT label, n FROM derived.labels"))
          .containsExactly("(,1)", "(eu,1)");
      write("seeds/rates.csv", "country,rate,label\nde,1.5,eu\nfr,2,eu\n");
      assertThat(loader.changed(List.of(seed))).containsExactly(seed);
      assertThat(loader.load(List.of(seed), false, "r3").get(0).rows()).isEqualTo(2);
      warehouse.run();
      assertThat(warehouse.rows("SELECT label, n FROM derived.labels")).containsExactly("(eu,2)");
    }
  }

  @Test
  void aBrokenSeedIsToldAloneAndNotByItsReaders() throws IOException {
    project("duckdb");
    for (String broken : List.of("", "country,rate\nAT\n", "country,country\nAT,1\n", "a,\"b\n")) {
      write("seeds/rates.csv", broken);
      Outcome outcome = accrete("compile");
      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.out() + outcome.err())
          .contains("seeds/rates.csv")
          .doesNotContain("E103", "names no source, model or seed");
    }
  }
}
