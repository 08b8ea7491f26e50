package dev.accrete.tests.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.accrete.tests.Repository;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code launcher-test.sh}, one test for each line that it prints. */
class LauncherTest {
  @TestFactory
  Stream<DynamicTest> launcher(@TempDir Path folder) throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh here");
    Path jar = folder.resolve("echo.jar");
    writeEchoJar(jar);
    Path script = Repository.root().resolve("tests/src/test/shell/launcher-test.sh");
    ProcessBuilder builder =
        new ProcessBuilder(
            "/bin/sh", script.toString(), folder.toString(), Repository.root().toString());
    builder.environment().put("ECHO_JAR", jar.toString());
    builder.environment().put("JAVA_UNDER_TEST", System.getProperty("java.home"));
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).as("the script's last line").endsWith("done\n");
    return output
        .lines()
        .filter(line -> line.startsWith("ok ") || line.startsWith("not ok "))
        .map(
            line ->
                DynamicTest.dynamicTest(
                    line.replaceFirst("^(not )?ok ", ""), () -> check(line, output)));
  }

  private static void check(String line, String output) {
    assertThat(line).as(output).startsWith("ok ");
  }

  private static void writeEchoJar(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Echo.class.getName());
    String entry = Echo.class.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      out.putNextEntry(new JarEntry(entry));
      out.write(Files.readAllBytes(Path.of("target", "test-classes").resolve(entry)));
      out.closeEntry();
    }
  }
}
