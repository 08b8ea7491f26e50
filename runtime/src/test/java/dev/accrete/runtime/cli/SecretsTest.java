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
}
