package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.cli.InMemory.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that do not fit: all or nothing, the place is named, and the table stays as it was. */
class LoadErrorsTest {
  private static final String HEADER = "event_id,etl_tstamp,domain_userid,domain_sessionidx\n";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "a required column is missing|etl_tstamp\\n2026-01-01|event_id",
        "a column is unknown|event_id,colour\\ne1,red|colour",
        "a column comes twice|event_id,event_id\\ne1,e2|event_id",
        "an integer overflows|event_id,domain_sessionidx\\ne1,2147483648|domain_sessionidx",
        "an integer is none|event_id,domain_sessionidx\\ne1,one|domain_sessionidx",
        "a fraction for an integer|event_id,domain_sessionidx\\ne1,1.5|domain_sessionidx",
        "a timestamp is none|event_id,derived_tstamp\\ne1,yesterday|derived_tstamp",
        "a day that is none|event_id,derived_tstamp\\ne1,2026-02-30|derived_tstamp",
        "a stamp that is none|event_id,etl_tstamp\\ne1,2026-13-01|etl_tstamp",
        "a text is too long|event_id\\n1234567890123456789012345678901234567|event_id",
        "NULL in a required column|event_id,domain_userid\\n,anna|event_id",
        "too many cells|event_id,domain_userid\\ne1,anna,ben|bad.csv:2",
        "too few cells|event_id,domain_userid\\ne1|bad.csv:2",
        "a quote stays open|event_id,domain_userid\\ne1,\"anna|bad.csv",
        "an empty file||bad.csv",
      })
  void saysWhatIsWrongWhere(String what, String text, String place) throws IOException {
    Shop shop = Shop.built(folder, "shop");
    Map<String, List<String>> before = shop.everything();
    shop.write("good.csv", HEADER + "e8,2026-03-02,anna,1\n");
    shop.write("bad.csv", (text == null ? "" : text).replace("\\n", "\n") + "\n");
    Outcome outcome = shop.accrete("load", "atomic.events", "good.csv", "bad.csv");
    assertThat(outcome.code()).as(what).isEqualTo(1);
    assertThat(outcome.err()).as(what).contains("bad.csv", place);
    assertThat(outcome.out()).as(what).isEqualTo("Nothing was loaded.\n");
    assertThat(shop.everything()).isEqualTo(before);
  }

  @Test
  void takesWhatIsUnusualAndRight() throws IOException {
    Shop shop = Shop.built(folder, "shop");
    shop.write(
        "odd.csv",
        "\uFEFFDOMAIN_USERID,Event_Id,page_url\r\n\"a\nb\",e8,\"say \"\"hi\"\"\"\r\n,e9,\"\"\r\n");
    Outcome outcome = shop.accrete("load", "atomic.events", "odd.csv");
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(shop.accrete("run").code()).isZero();
    assertThat(shop.accrete("diff", "sessions", "sessions:full").code()).isZero();
  }

  @Test
  void filesThatCannotBeReadAreNamed() throws IOException {
    Shop shop = Shop.built(folder, "shop");
    Map<String, List<String>> before = shop.everything();
    assertThat(shop.accrete("load", "atomic.events", "none.csv").err()).contains("none.csv");
    Files.write(shop.folder().resolve("bytes.csv"), new byte[] {'e', (byte) 0xff, 0, 10, 1});
    assertThat(shop.accrete("load", "atomic.events", "bytes.csv").code()).isEqualTo(1);
    Files.write(shop.folder().resolve("no.parquet"), new byte[] {1, 2, 3});
    assertThat(shop.accrete("load", "atomic.events", "no.parquet").code()).isNotZero();
    assertThat(shop.everything()).isEqualTo(before);
  }
}
