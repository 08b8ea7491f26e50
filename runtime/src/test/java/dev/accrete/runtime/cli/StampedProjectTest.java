package dev.accrete.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.cache.CacheKey;
import dev.accrete.runtime.cli.Cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project of which no file was touched for a while is not even read. */
class StampedProjectTest {
  private static final Map<String, String> PROJECT =
      Map.of(
          "accrete.yml",
          """
          name: shop
          schema: derived
          target: dev
          targets:
            dev: {engine: duckdb, path: dev.duckdb}
            other: {engine: duckdb, path: other.duckdb, schema: elsewhere}
          vars: {least: 1, most: "${env('ACCRETE_MOST', '100')}"}
          """,
          "models/sources.yml",
          "sources: [{name: raw.events, loaded_at: at, columns: {id: integer, at: timestamp}}]\n",
          "models/people.sql",
          "SELECT id, MAX(at) AS at FROM ${ref('raw.events')} WHERE id > ${var('least')} GROUP BY id\n");

  @TempDir Path folder;

  private Cli later;

  /** Something that changes a project. */
  private interface Edit {
    void make() throws IOException;
  }

  @BeforeEach
  void write() throws IOException {
    later = new Cli(folder).later(Duration.ofMinutes(1));
    for (Map.Entry<String, String> file : PROJECT.entrySet()) {
      Files.createDirectories(folder.resolve(file.getKey()).getParent());
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
  }

  private static Outcome compile(Cli cli, String... more) {
    Outcome outcome =
        cli.run(Stream.concat(Stream.of("compile"), Stream.of(more)).toArray(String[]::new));
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return outcome;
  }

  private static boolean changed(Outcome outcome) {
    return !outcome.out().contains("Nothing changed");
  }

  private void edit(String path, String old, String fresh) throws IOException {
    String text = Files.readString(folder.resolve(path));
    assertThat(text).contains(old);
    Files.writeString(folder.resolve(path), text.replace(old, fresh));
  }

  /** The record says of other texts that it is theirs, so that only the stamps lead to it. */
  private void forgetTheTexts() throws IOException {
    Path record = folder.resolve("target/compile_record.json");
    String whole = Files.readString(record);
    String body = whole.substring(0, whole.lastIndexOf('\n', whole.length() - 2) + 1);
    String other = body.replaceFirst("(\"inputs\": *\")\\w+", "$1none");
    assertThat(other).isNotEqualTo(body);
    Files.writeString(record, other + new CacheKey().text(other).hash() + "\n");
  }

  @Test
  void isKnownByItsStampsAndByWhatElseIsGiven() throws IOException {
    Outcome first = compile(later);
    forgetTheTexts();
    Outcome second = compile(later);
    assertThat(changed(second)).isFalse();
    assertThat(second.err()).isEqualTo(first.err());
    List<Outcome> others =
        List.of(
            compile(later, "--vars", "{least: 2}"),
            compile(later, "-t", "other"),
            compile(new Cli(folder).later(Duration.ofMinutes(1)).with("ACCRETE_MOST", "50")));
    assertThat(others).allMatch(StampedProjectTest::changed);
  }

  @Test
  void isReadWhereItChangedAMomentAgo() throws IOException {
    compile(new Cli(folder));
    forgetTheTexts();
    assertThat(changed(compile(new Cli(folder)))).as("a change may not show yet").isTrue();
    assertThat(changed(compile(later))).as("read, and found to be the same").isFalse();
    forgetTheTexts();
    assertThat(changed(compile(later))).as("known by its stamps from then on").isFalse();
  }

  /** The size and the time of the last change can be as before; when that was set cannot. */
  @Test
  void noEditIsHidden() throws IOException {
    Path people = folder.resolve("models/people.sql");
    Path more = folder.resolve("models/more.sql");
    Map<String, Edit> edits = new LinkedHashMap<>();
    edits.put(
        "a text as long, at the same time",
        () -> {
          FileTime time = Files.getLastModifiedTime(people);
          edit("models/people.sql", "MAX(at)", "MIN(at)");
          Files.setLastModifiedTime(people, time);
        });
    edits.put("a new file", () -> Files.writeString(more, "SELECT 1 AS one"));
    edits.put("a file less", () -> Files.delete(more));
    edits.put("another name", () -> Files.move(people, folder.resolve("models/persons.sql")));
    edits.put("the settings", () -> edit("accrete.yml", "least: 1", "least: 2"));
    for (Map.Entry<String, Edit> change : edits.entrySet()) {
      compile(later);
      assertThat(changed(compile(later))).isFalse();
      change.getValue().make();
      assertThat(changed(compile(later))).as(change.getKey()).isTrue();
    }
  }

  @Test
  void whatALinkLeadsToIsRead() throws IOException {
    Path people = folder.resolve("models/people.sql");
    Files.move(people, folder.resolve("people.sql"));
    Files.createSymbolicLink(people, Path.of("../people.sql"));
    compile(later);
    assertThat(changed(compile(later))).isFalse();
    edit("people.sql", "MAX(at)", "MIN(at)");
    assertThat(changed(compile(later))).isTrue();
  }

  /** Before the arguments are read, another project seems to be meant. */
  @Test
  void isTheOneThatIsNamedNotTheOneAroundIt() throws IOException {
    compile(later);
    Path inner = Files.createDirectories(folder.resolve("inner"));
    Files.writeString(inner.resolve("accrete.yml"), PROJECT.get("accrete.yml"));
    Files.createDirectory(inner.resolve("models"));
    Files.writeString(inner.resolve("models/one.sql"), "SELECT 1 AS one");
    compile(later, "--project=inner");
    assertThat(changed(compile(later, "--project=inner"))).isFalse();
    FileTime time = Files.getLastModifiedTime(inner.resolve("models/one.sql"));
    edit("inner/models/one.sql", "1 AS one", "2 AS one");
    Files.setLastModifiedTime(inner.resolve("models/one.sql"), time);
    assertThat(changed(compile(later, "--project=inner"))).isTrue();
    assertThat(changed(compile(later))).isFalse();
  }

  @Test
  void whatItWroteIsLookedAt() throws IOException {
    compile(later);
    Path full = folder.resolve("target/compiled/people/full.sql");
    String whole = Files.readString(full);
    Files.writeString(full, "x");
    assertThat(changed(compile(later))).isTrue();
    assertThat(Files.readString(full)).isEqualTo(whole);
  }
}
