package dev.accrete.tests.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.accrete.tests.Repository;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.apache.calcite.sql.parser.SqlParseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The runnable jar starts, and holds what parsing and validating load. */
class RunnableJarTest {
  private static final Path JAR = Repository.runnableJar();

  @BeforeEach
  void needsTheJar() {
    assumeTrue(Files.exists(JAR), "no runnable jar yet: mvn verify makes it before these tests");
  }

  @Test
  void tellsItsVersion() throws IOException, InterruptedException {
    assertThat(java("-jar", JAR.toString(), "--version")).startsWith("accrete ");
  }

  @Test
  void parsesAndValidatesAsTheClassPathDoes()
      throws IOException, InterruptedException, SqlParseException {
    String classPath = JAR + File.pathSeparator + Path.of("target", "test-classes");
    assertThat(java("-cp", classPath, ParseAndValidate.class.getName()).strip())
        .isEqualTo(ParseAndValidate.rowType())
        .contains("first_seen");
  }

  @Test
  void holdsNoSignaturesAndNoModuleDescriptors() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(jar.stream().map(entry -> entry.getName()))
          .noneMatch(name -> name.endsWith("module-info.class"))
          .noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|RSA|DSA)"))
          .contains("META-INF/LICENSE", "META-INF/NOTICE")
          .doesNotHaveDuplicates();
      assertThat(jar.isMultiRelease()).isTrue();
    }
  }

  private static String java(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
