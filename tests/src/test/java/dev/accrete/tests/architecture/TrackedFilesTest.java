package dev.accrete.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.accrete.tests.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** No tracked file names one machine's folders, a package registry's host or a secret. */
class TrackedFilesTest {
  // Written in pieces, so that this file does not match itself.
  private static final List<Pattern> FORBIDDEN =
      List.of(
          Pattern.compile("(?<![\\w.$})-])/(work|root" + "|home|Users)/[\\w.-]"),
          Pattern.compile(
              "(repo1?\\.maven\\.(apache\\.)?"
                  + "org|registry\\.npmjs|pypi\\."
                  + "org|crates\\."
                  + "io)"),
          Pattern.compile("(proxy\\.golang|deb\\.debian|files\\.pythonhosted)\\." + "org"),
          Pattern.compile("-----BEGIN [A-Z ]*PRIVATE " + "KEY"),
          Pattern.compile("\\b(AKIA|ASIA)[0-9A-Z]{16}\\b"),
          Pattern.compile("\\bgh[pousr]_[A-Za-z0-9]{30,}"),
          Pattern.compile("\\bxox[abprs]-[A-Za-z0-9-]{10,}"),
          Pattern.compile("\\bsk-[A-Za-z0-9_-]{30,}"));

  @Test
  void holdNothingThatBelongsToOneMachine() throws IOException, InterruptedException {
    Path root = Repository.root();
    List<String> findings = new ArrayList<>();
    for (String path : trackedFiles(root)) {
      scan(root.resolve(path), path, findings);
    }
    assertThat(findings).isEmpty();
  }

  private static List<String> trackedFiles(Path root) throws IOException, InterruptedException {
    Process git;
    try {
      git = new ProcessBuilder("git", "ls-files", "-z").directory(root.toFile()).start();
    } catch (IOException e) {
      assumeTrue(false, "skipped: git is absent (" + e.getMessage() + ")");
      return List.of();
    }
    String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assumeTrue(git.waitFor() == 0, "skipped: this is not a git work tree");
    List<String> paths =
        Pattern.compile("\0").splitAsStream(output).filter(path -> !path.isEmpty()).toList();
    assertThat(paths).contains("pom.xml");
    return paths;
  }

  private static void scan(Path file, String path, List<String> findings) throws IOException {
    if (!Files.isRegularFile(file)) {
      return;
    }
    // Latin-1 reads any bytes; the patterns are ASCII.
    List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (FORBIDDEN.stream().anyMatch(pattern -> pattern.matcher(line).find())) {
        findings.add(path + ":" + (i + 1) + ": " + line.strip());
      }
    }
  }
}
