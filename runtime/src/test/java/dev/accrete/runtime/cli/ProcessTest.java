package dev.accrete.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own shows. */
final class ProcessTest {
  @TempDir private Path folder;

  @Test
  void showsItsVersionWithoutLoadingWhatIsSlow() throws Exception {
    Finished finished = java(List.of("-verbose:class"), "--version");
    assertThat(finished.output).contains("accrete " + Version.text());
    assertThat(loaded(finished, "picocli.", "org.", "com.", "dev.accrete."))
        .containsExactlyInAnyOrder(
            "dev.accrete.runtime.cli.Main", "dev.accrete.runtime.cli.Version");
    assertThat(finished.code).isZero();
  }

  @Test
  void compilesWithoutLoadingTheDatabaseOrOtherCommands() throws Exception {
    new Cli(folder).run("init", "shop");
    Finished finished = java(List.of("-verbose:class"), "-p", "shop", "compile");
    assertThat(loaded(finished, "org.duckdb.", "dev.accrete.runtime.cli."))
        .filteredOn(name -> name.startsWith("org.duckdb.") || name.endsWith("Command"))
        .containsExactly("dev.accrete.runtime.cli.CompileCommand");
    assertThat(finished.code).isZero();
  }

  private static Set<String> loaded(Finished finished, String... beginnings) {
    Set<String> names = new TreeSet<>();
    Matcher line = Pattern.compile("\\[class,load *\\] (\\S+) ").matcher(finished.output);
    while (line.find()) {
      if (Arrays.stream(beginnings).anyMatch(line.group(1)::startsWith)) {
        names.add(line.group(1));
      }
    }
    return names;
  }

  @Test
  void leavesWhereAnotherProcessHoldsTheFile() throws Exception {
    new Cli(folder).run("init", "shop");
    Path file = folder.resolve("shop/target/dev.duckdb");
    Files.createDirectories(file.getParent());
    try (Database held = DuckDbDatabase.open(file)) {
      assertThat(held.dialect().engine()).isEqualTo("duckdb");
      Finished finished = java(List.of(), "-p", "shop", "status");
      assertThat(finished.output)
          .contains("accrete: cannot open", "another process holds it")
          .doesNotContain("Exception", "\tat ");
      assertThat(finished.code).isEqualTo(3);
    }
  }

  @Test
  void isSilentWhereItsOutputIsNotRead() throws Exception {
    new Cli(folder).run("init", "shop");
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", String.join(" ", quoted(command("help"))) + " | head -n 1");
    Finished finished = finish(builder);
    assertThat(finished.output).hasLineCount(1);
  }

  private record Finished(int code, String output) {}

  private Finished java(List<String> options, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = command(arguments);
    command.addAll(1, options);
    return finish(new ProcessBuilder(command));
  }

  private static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add("dev.accrete.runtime.cli.Main");
    command.addAll(List.of(arguments));
    return command;
  }

  private static List<String> quoted(List<String> words) {
    return words.stream().map(word -> "'" + word + "'").toList();
  }

  private Finished finish(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Finished(process.waitFor(), output);
  }
}
