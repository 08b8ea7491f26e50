package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.dialect.postgres.PostgresDialect;
import dev.accrete.compiler.dialect.state.LockSql;
import dev.accrete.compiler.dialect.state.StateTables;
import dev.accrete.runtime.cli.InMemory;
import dev.accrete.runtime.cli.InMemory.Outcome;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.postgres.PostgresDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The starter project on a real PostgreSQL, by the command line. */
class PostgresCommandsTest {
  private static final Map<String, String> ENVIRONMENT = Map.of("SHOP_PASSWORD", "s3cret-word");

  @TempDir private Path folder;
  private final String url = PostgresServer.freshUrl();

  @BeforeEach
  void project() throws IOException {
    assertThat(InMemory.run(folder, Map.of(), "init", "shop").code()).isZero();
    target("url: '" + url + "', user: postgres, password: \"${env('SHOP_PASSWORD')}\"");
  }

  private void target(String settings) throws IOException {
    Files.writeString(
        shop().resolve("accrete.yml"),
        "name: shop\nschema: derived\ndialect: postgres\ntarget: dev\ntargets:\n"
            + "  dev: {engine: postgres, "
            + settings
            + "}\n");
  }

  private Path shop() {
    return folder.resolve("shop");
  }

  private Outcome accrete(String command) {
    Outcome outcome = InMemory.run(shop(), ENVIRONMENT, command.split(" "));
    assertThat(outcome.out() + outcome.err())
        .as("stack trace or secret")
        .doesNotContain("\tat ", "s3cret-word");
    return outcome;
  }

  private String works(String command) {
    Outcome outcome = accrete(command);
    assertThat(outcome.code()).as(command + "\n" + outcome.out() + outcome.err()).isZero();
    return outcome.out() + outcome.err();
  }

  private String fails(String command) {
    Outcome outcome = accrete(command);
    assertThat(outcome.code()).as(command + "\n" + outcome.out()).isNotZero();
    return outcome.out() + outcome.err();
  }

  @Test
  void commandsWorkAsOnTheEmbeddedEngine() {
    works("load atomic.events data/events_1.csv");
    assertThat(works("plan")).contains("sessions");
    assertThat(works("run")).contains("sessions", "full");
    assertThat(works("run")).contains("nothing new");
    works("load atomic.events data/events_2.csv");
    assertThat(works("run")).contains("recompute");
    assertThat(works("diff sessions sessions:full")).contains("Equal");
    for (String command :
        new String[] {"status", "show sessions", "ls", "explain sessions", "debug", "compile"}) {
      works(command);
    }
  }

  @Test
  void itsRowsAreVerifiedBesideThem() throws IOException {
    works("load atomic.events data/events_1.csv");
    assertThat(works("verify --cases 1")).contains("Equal");
    assertThat(works("verify --like-data --cases 1")).contains("atomic.events: event_id", "Equal");
    assertThat(works("verify --on-data --cases 1")).contains("rows", "Equal");
    Files.writeString(
        shop().resolve("models/counts.sql"),
        "---\nunique_key: domain_userid\n---\nSELECT domain_userid, COUNT(*) AS n, MAX(etl_tstamp) AS"
            + " etl FROM ${ref('atomic.events')}\n[@incremental]\nWHERE etl_tstamp > (SELECT MAX(etl)"
            + " FROM ${this})\n[/@incremental]\nGROUP BY 1\n");
    String told = fails("verify -s counts --play-on target --cases 3");
    assertThat(told).contains("to blame: models/counts.sql:6", "--again target/verify/seed-1");
    assertThat(fails("verify --again target/verify/seed-1 --play-on target")).contains("Not equal");
    assertThat(fails("verify --again target/verify/seed-1")).contains("Not equal");
    Path model = shop().resolve("models/counts.sql");
    Files.writeString(
        model,
        Files.readString(model).replace("WHERE etl_tstamp > (SELECT MAX(etl) FROM ${this})", ""));
    assertThat(works("verify --again target/verify/seed-1"))
        .contains("Equal: 2 comparisons in this");
    assertThat(fails("verify --again target/none")).contains("there is no case in");
    assertThat(fails("verify --again target/verify/seed-1 --cases 2"))
        .contains("--again plays one");
    try (PostgresDatabase database = PostgresServer.at(url);
        Session session = database.session("test", StatementListener.NONE)) {
      assertThat(
              session.query(
                  "look",
                  "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'accrete\\_%'",
                  row -> row.text(1)))
          .isEmpty();
    }
  }

  @Test
  void anAuditKnowsTheClockOfTheRun() throws IOException {
    works("load atomic.events data/events_1.csv");
    Files.writeString(
        shop().resolve("models/ages.sql"),
        "SELECT domain_userid, CURRENT_DATE - CAST(MAX(derived_tstamp) AS DATE) AS days,"
            + " LOCALTIMESTAMP - MAX(derived_tstamp) AS age, NOW() AS written,"
            + " CAST(CURRENT_TIMESTAMP AS DATE) AS day FROM ${ref('atomic.events')} GROUP BY 1\n");
    works("run");
    assertThat(works("audit")).contains("ages: equal, ", "Audited 2 tables: no difference.");
    works("diff ages ages:full");
  }

  @Test
  void anAuditGoesOnBehindAModelThatCannotBeCompared() throws IOException {
    works("load atomic.events data/events_1.csv");
    Files.writeString(
        shop().resolve("models/parts.sql"),
        "SELECT domain_userid, 1 / (MAX(domain_sessionidx) - MIN(domain_sessionidx) + 1) AS part"
            + " FROM ${ref('atomic.events')} GROUP BY 1\n");
    Files.writeString(
        shop().resolve("models/visitors.sql"), "SELECT domain_userid FROM ${ref('sessions')}\n");
    works("run");
    try (Session session = PostgresServer.at(url).session("test", StatementListener.NONE)) {
      session.execute("break", "ALTER TABLE atomic.events RENAME COLUMN domain_sessionidx TO x");
    }
    Outcome outcome = accrete("audit");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out())
        .contains("parts: broken: it cannot be compared: ", "visitors: equal, ");
  }

  @Test
  void aWrongServerOrPasswordIsAClearError() throws IOException {
    target("url: 'jdbc:postgresql://localhost:1/none', user: postgres, password: s3cret-word");
    assertThat(fails("run")).contains("connect to PostgreSQL");
    target("url: '" + url + "', user: nobody");
    assertThat(fails("run")).contains("connect to PostgreSQL", "nobody");
    target("url: 'jdbc:mysql://localhost/x'");
    assertThat(fails("run")).contains("jdbc:postgresql://localhost/warehouse");
  }

  @Test
  void propertiesThatLoadClassesOrTouchFilesAreRefused() throws IOException {
    target("url: '" + url + "?socketFactory=some.Class&loggerFile=x', user: postgres");
    assertThat(fails("run")).contains("may not set loggerFile, socketFactory");
    target("url: '" + url + "', user: postgres, properties: {sslfactory: some.Class}");
    assertThat(fails("run")).contains("may not set sslfactory");
  }

  @Test
  void aLockWhoseHolderIsSilentIsTakenOver() {
    works("load atomic.events data/events_1.csv");
    works("run");
    execute("UPDATE accrete.lock SET holder = 'other', taken_at = now() AT TIME ZONE 'UTC'");
    assertThat(fails("run")).contains("the run other holds the lock");
    execute("UPDATE accrete.lock SET taken_at = taken_at - INTERVAL '5 minutes'");
    assertThat(works("run")).contains("nothing new");
  }

  @Test
  void aHolderThatSaysThatItLivesKeepsTheLock() {
    works("load atomic.events data/events_1.csv");
    works("run");
    LockSql lock =
        new LockSql(new StateTables(new PostgresDialect(), "accrete", "shop", "derived"));
    execute("UPDATE accrete.lock SET holder = 'other', fence = 7, taken_at = NULL");
    assertThat(execute(lock.beat(6))).as("whoever lost it").isZero();
    assertThat(execute(lock.beat(7))).isOne();
    assertThat(fails("run")).contains("the run other holds the lock");
  }

  @Test
  void anAuditFindsWhatSomebodyElseDidToATable() {
    works("load atomic.events data/events_1.csv");
    works("run");
    works("load atomic.events data/events_2.csv");
    assertThat(works("audit")).as("rows that no run has taken in").contains("sessions: equal");
    works("run");
    assertThat(works("audit")).contains("sessions: equal", "Audited 1 table: no difference.");
    assertThat(works("audit --sample 2")).contains("sessions: equal");
    execute("UPDATE derived.sessions SET domain_sessionidx = 77 WHERE domain_userid = 'anna'");
    assertThat(fails("audit")).contains("sessions: DIFFERENT").containsPattern("anna +77");
    assertThat(execute("DELETE FROM derived.sessions WHERE domain_sessionidx = 77")).isPositive();
    assertThat(fails("audit")).contains("0 superfluous").containsPattern("missing +anna");
    execute("INSERT INTO derived.sessions SELECT * FROM derived.sessions");
    assertThat(fails("audit")).contains("sessions: DIFFERENT");
    assertThat(works("run --full-refresh")).contains("sessions");
    assertThat(works("audit")).contains("sessions: equal");
    execute("DROP TABLE derived.sessions");
    assertThat(fails("audit")).contains("sessions: broken: the table derived.sessions is gone");
  }

  private long execute(String sql) {
    Properties properties = new Properties();
    properties.setProperty("user", "postgres");
    try (PostgresDatabase database = PostgresDatabase.of(url, properties);
        Session session = database.session("test", StatementListener.NONE)) {
      return session.execute("test", sql);
    }
  }

  @Test
  void aServerThatIsNotThereIsNamed() throws IOException {
    String secret = "s3cret-word";
    for (String host : new String[] {"no-such-host.invalid:5433", "no-such-host.invalid"}) {
      target("url: 'jdbc:postgresql://" + host + "/db?password=" + secret + "', user: etl");
      assertThat(fails("debug"))
          .contains("connect to PostgreSQL at " + host + ": no host of this name is known", "VPN");
    }
    target("url: 'jdbc:postgresql://localhost:1/db', user: etl");
    assertThat(fails("run"))
        .contains(
            "connect to PostgreSQL at localhost:1: Connection refused; look at host and port");
  }
}
