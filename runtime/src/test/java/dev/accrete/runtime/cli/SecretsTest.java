package dev.accrete.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SecretsTest {
  @Test
  void masksSecretsInEveryForm() {
    Secrets secrets = new Secrets();
    secrets.add("p&ss w\"rd");
    String text = "p&ss w\"rd p%26ss+w%22rd p%26ss%20w%22rd p&ss w\\\"rd cCZzcyB3InJk password";
    assertThat(secrets.scrub(text)).isEqualTo("*** *** *** *** *** password");
  }

  @Test
  void masksTheLongerOfTwo() {
    Secrets secrets = new Secrets();
    secrets.add("hunter");
    secrets.add("hunter22");
    assertThat(secrets.scrub("hunter22 hunter")).isEqualTo("*** ***");
  }

  @Test
  void leavesTextAloneThatIsTooShortToBeASecret() {
    Secrets secrets = new Secrets();
    secrets.add("a");
    secrets.add("");
    assertThat(secrets.scrub("a cat")).isEqualTo("a cat");
  }

  @Test
  void masksWhatADriverDecoded() {
    Secrets secrets = new Secrets();
    secrets.add("hunter2222/%25+x");
    assertThat(secrets.scrub("hunter2222/% x hunter2222/%+x hunter2222/%25+x"))
        .isEqualTo("*** *** ***");
    secrets.add("100%");
    assertThat(secrets.scrub("100% sure")).isEqualTo("*** sure");
  }

  @Test
  void masksPasswordsInUrlsThatNobodyNamed() {
    Secrets secrets = new Secrets();
    assertThat(secrets.scrub("Unable to parse URL jdbc:postgresql://h:x/d?user=u&Password=pw&ssl="))
        .isEqualTo("Unable to parse URL jdbc:postgresql://h:x/d?user=u&Password=***&ssl=");
    assertThat(secrets.scrub("jdbc:redshift://u:p@w/o@h:5439/d;secretAccessKey=$1;ssl=true"))
        .isEqualTo("jdbc:redshift://u:***@h:5439/d;secretAccessKey=***;ssl=true");
    assertThat(secrets.scrub("no URL: a?password=b, //c:d@e"))
        .isEqualTo("no URL: a?password=b, //c:d@e");
    assertThat(secrets.scrub("jdbc:postgresql://h1:1,h2:2/d")).endsWith("//h1:1,h2:2/d");
  }
}
