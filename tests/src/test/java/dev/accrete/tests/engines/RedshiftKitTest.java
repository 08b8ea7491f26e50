package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.parse.StatementParser;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.execute.RunListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The kit on Redshift's driver, as far as one gets without a cluster: see {@link RedshiftServer}.
 */
class RedshiftKitTest extends ServerKit {
  @Override
  Database open() {
    return RedshiftServer.fresh("repeatable read");
  }

  @Override
  String target() {
    return "engine: redshift, url: \"jdbc:redshift://localhost/test\"";
  }

  /** A first run, and one that finds nothing new. */
  @Test
  void whatRunsSendIsOfTheGrammar() {
    List<String> sent = Collections.synchronizedList(new ArrayList<>());
    RunListener noting =
        new RunListener() {
          @Override
          public void before(String purpose, String sql) {
            sent.add(sql);
          }
        };
    runInto(noting);
    runInto(noting);
    List<String> statements = sent.stream().flatMap(s -> Stream.of(s.split(";\n"))).toList();
    assertThat(statements).hasSizeGreaterThan(100);
    for (String begin : List.of("CREATE ", "LOCK ", "INSERT ", "DELETE ")) {
      assertThat(statements).anyMatch(s -> s.startsWith(begin));
    }
    assertThat(statements)
        .allSatisfy(s -> assertThat(StatementParser.parse(s).fault()).as(s).isEmpty());
  }

  /**
   * Redshift's texts are equal where trailing blanks alone part them. PostgreSQL has that for texts
   * of a collation that is not deterministic; here it is upper and lower case.
   */
  @Test
  void aTextThatBecomesAnotherEqualOneIsAChange() {
    warehouse()
        .execute(
            "CREATE COLLATION raw.blurred (provider = icu, locale = 'und-u-ks-level2', deterministic = false)");
    warehouse()
        .execute(
            "ALTER TABLE raw.customers ALTER COLUMN region TYPE VARCHAR(20) COLLATE raw.blurred");
    run("the first run");
    String shown =
        "SELECT DISTINCT region COLLATE \"C\" FROM derived.named WHERE customer = 1 ORDER BY 1";
    assertThat(warehouse().texts(shown)).containsExactly("eu");
    warehouse().execute("UPDATE raw.customers SET region = 'EU' WHERE id = 1");
    assertThat(warehouse().number("SELECT COUNT(*) FROM raw.customers WHERE region = 'eu'"))
        .as("they are equal")
        .isEqualTo(2);
    run("another spelling");
    assertThat(warehouse().texts(shown)).containsExactly("EU");
  }
}
