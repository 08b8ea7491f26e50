package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.cli.InMemory;
import dev.accrete.runtime.cli.InMemory.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The starter project with a target on Redshift, by the command line. */
class RedshiftCommandsTest {
  @TempDir private Path folder;

  @BeforeEach
  void project() {
    assertThat(InMemory.run(folder, Map.of(), "init", "shop").code()).isZero();
  }

  private void target(String settings) throws IOException {
    Files.writeString(
        folder.resolve("shop/accrete.yml"),
        "name: shop\nschema: derived\ndialect: redshift\ntarget: dev\ntargets:\n"
            + "  dev: {engine: redshift, "
            + settings
            + "}\n");
  }

  private Outcome accrete(String... command) {
    Outcome outcome =
        InMemory.run(folder.resolve("shop"), Map.of("SHOP_PASSWORD", "s3cret-word"), command);
    assertThat(outcome.out() + outcome.err())
        .as("stack trace or secret")
        .doesNotContain("\tat ", "s3cret-word");
    return outcome;
  }

  private String fails(String... command) {
    Outcome outcome = accrete(command);
    assertThat(outcome.code()).as(outcome.out()).isNotZero();
    return outcome.out() + outcome.err();
  }

  @Test
  void scriptsAreWrittenWithoutAConnection() throws IOException {
    target("url: 'jdbc:redshift://none.invalid/shop', user: etl");
    Outcome outcome = accrete("compile");
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(folder.resolve("shop/target/compiled/sessions/incremental.sql"))
        .content()
        .contains("SET timezone TO 'UTC';", "GETDATE()")
        .doesNotContain("IS NOT DISTINCT FROM");
  }

  @Test
  void aWrongServerIsAClearError() throws IOException {
    String password = ", password: \"${env('SHOP_PASSWORD')}\"";
    target("url: 'jdbc:redshift://localhost:1/none', user: etl" + password);
    assertThat(fails("run")).contains("connect to Redshift");
    target("url: 'jdbc:mysql://localhost/x'" + password);
    assertThat(fails("run")).contains("none of Redshift's", "jdbc:redshift://");
  }

  /** The server speaks no TLS: without a word about it in the URL, the driver asks for it. */
  @Test
  void connectionsAreEncryptedUnlessTheUrlSaysOtherwise() throws IOException {
    String url = RedshiftServer.freshUrl("repeatable read").replaceFirst("\\?.*", "");
    target("url: '" + url + "', user: postgres");
    assertThat(fails("run")).contains("connect to Redshift").containsIgnoringCase("SSL");
  }

  @Test
  void propertiesThatLoadClassesOrTouchFilesAreRefused() throws IOException {
    for (String asked :
        new String[] {
          "socketFactory", "plugin_name", "logPath", "IniFile", "EndpointUrl", "sslFactory"
        }) {
      for (String separator : new String[] {"?", ";", "?ssl=true&", "?ssl=true;"}) {
        target("url: 'jdbc:redshift://none.invalid/x" + separator + asked + "=y', user: etl");
        assertThat(fails("run")).contains("may not set " + asked);
      }
      target("url: 'jdbc:redshift://none.invalid/x', properties: {" + asked + ": y}");
      assertThat(fails("run")).contains("may not set " + asked);
    }
    target("url: 'jdbc:redshift:iam://c:eu-west-1/x?DbUser=u&Profile=p'");
    assertThat(fails("run")).contains("may not set Profile", "--allow-outside");
    target("url: 'jdbc:redshift:iam://localhost:1/x?DbUser=u&AutoCreate=true&Region=eu-west-1'");
    assertThat(fails("run")).contains("connect to Redshift");
  }
}
