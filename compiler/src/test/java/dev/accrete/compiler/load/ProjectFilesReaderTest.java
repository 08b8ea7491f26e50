package dev.accrete.compiler.load;

import static dev.accrete.compiler.load.Loading.messages;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.diagnostic.Checked;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectFilesReaderTest {
  @TempDir Path temporary;
  private Path project;

  @BeforeEach
  void createProject() throws IOException {
    project = Files.createDirectory(temporary.resolve("web"));
    write("accrete.yml", Loading.SETTINGS);
  }

  private void write(String path, String text) throws IOException {
    Path file = project.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Checked<ProjectFiles> read() {
    return ProjectFilesReader.read(project);
  }

  @Test
  void readsTheFilesOfAProject() throws IOException {
    write("models/a/m.sql", "SELECT 1");
    write("models/s.yml", "sources: []");
    write("models/s.yaml", "sources: []");
    write("models/notes.txt", "x");
    write("models/.hidden.sql", "x");
    write("models/.git/x.sql", "x");
    write("macros/x.ftl", "");
    write("target/compiled/m.sql", "x");
    Checked<ProjectFiles> read = read();
    assertThat(messages(read)).isEmpty();
    assertThat(read.value().files().keySet())
        .containsExactly(
            "accrete.yml", "macros/x.ftl", "models/a/m.sql", "models/s.yaml", "models/s.yml");
  }

  @Test
  void dropsTheByteOrderMark() throws IOException {
    write("models/m.sql", "\uFEFFSELECT 1");
    assertThat(read().value().files().get("models/m.sql").text()).isEqualTo("SELECT 1");
  }

  @Test
  void reportsAFolderWithoutProjectFile() {
    Checked<ProjectFiles> read = ProjectFilesReader.read(Path.of("no", "such"));
    assertThat(messages(read))
        .containsExactly(
            "E001 no accrete.yml in no/such; a project is a folder with an accrete.yml");
    assertThat(messages(Loading.files(read.value()))).isEmpty();
  }

  @Test
  void reportsBytesThatAreNotUtf8() throws IOException {
    Files.createDirectories(project.resolve("models"));
    Files.write(
        project.resolve("models/m.sql"), "SELECT 1\n-- ä".getBytes(StandardCharsets.ISO_8859_1));
    Checked<ProjectFiles> read = read();
    assertThat(messages(read))
        .containsExactly("E014 models/m.sql cannot be read: its line 2 is not UTF-8");
    assertThat(read.value().unreadable()).containsExactly("models/m.sql");
    Checked<Project> loaded = Loading.files(read.value());
    assertThat(messages(loaded)).isEmpty();
    assertThat(loaded.value().models()).extracting(ModelFile::name).containsExactly("m");
  }

  @Test
  void reportsLinksThatLeadOut() throws IOException {
    Path secret = Files.writeString(temporary.resolve("secret.sql"), "SELECT 'secret'");
    Path outside = Files.createDirectory(temporary.resolve("outside"));
    Files.writeString(outside.resolve("x.sql"), "SELECT 'secret'");
    write("models/m.sql", "SELECT 1");
    Files.createSymbolicLink(project.resolve("models/link.sql"), secret);
    Files.createSymbolicLink(project.resolve("models/folder"), outside);
    Files.createSymbolicLink(project.resolve("macros"), outside);
    Checked<ProjectFiles> read = read();
    assertThat(messages(read))
        .containsExactly(
            "E013 macros lies outside the project",
            "E013 models/link.sql lies outside the project",
            "E014 models/folder cannot be read: it is a link to a folder");
    assertThat(read.value().files().keySet()).containsExactly("accrete.yml", "models/m.sql");
    assertThat(messages(read).toString()).doesNotContain(temporary.toString());
  }

  @Test
  void followsLinksInsideTheProject() throws IOException {
    write("shared/m.sql", "SELECT 1");
    Files.createDirectories(project.resolve("models"));
    Files.createSymbolicLink(project.resolve("models/m.sql"), Path.of("../shared/m.sql"));
    assertThat(read().value().files()).containsKey("models/m.sql");
  }

  @Test
  void reportsALinkToNothing() throws IOException {
    Files.createDirectories(project.resolve("models"));
    Files.createSymbolicLink(project.resolve("models/m.sql"), Path.of("nowhere.sql"));
    assertThat(messages(read()))
        .containsExactly("E014 models/m.sql cannot be read: it is gone, or a link to nothing");
  }

  @Test
  void readsAProjectThroughALink() throws IOException {
    Path link = Files.createSymbolicLink(temporary.resolve("link"), project);
    assertThat(messages(ProjectFilesReader.read(link))).isEmpty();
  }

  @Test
  void reportsAFileThatIsTooLarge() throws IOException {
    write("models/m.sql", "x".repeat(8 * 1024 * 1024 + 1));
    assertThat(messages(read()))
        .containsExactly("E014 models/m.sql cannot be read: it is larger than 8 MB");
  }
}
