package dev.accrete.runtime.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TargetFolderTest {
  @TempDir private Path root;
  private Path project;
  private Path outside;
  private TargetFolder folder;

  @BeforeEach
  void makeProject() throws IOException {
    project = Files.createDirectory(root.resolve("project"));
    outside = Files.createDirectory(root.resolve("outside"));
    Files.writeString(outside.resolve("precious.txt"), "mine");
    folder = TargetFolder.of(project);
  }

  @Test
  void writesWholeFiles() throws IOException {
    folder.write("compiled/sessions/full.sql", "SELECT 1;\n");
    Path file = project.resolve("target/compiled/sessions/full.sql");
    assertThat(file).hasContent("SELECT 1;\n");
    assertThat(Files.list(file.getParent())).containsExactly(file);
  }

  @Test
  void leavesFilesAloneThatAreRightAlready() throws IOException {
    folder.write("manifest.json", "{}");
    Path file = project.resolve("target/manifest.json");
    Files.setLastModifiedTime(file, FileTime.fromMillis(0));
    folder.write("manifest.json", "{}");
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(FileTime.fromMillis(0));
    folder.write("manifest.json", "{1}");
    assertThat(file).hasContent("{1}");
  }

  @Test
  void deletesTheFoldersOfModelsThatAreGone() throws IOException {
    folder.write("compiled/a/full.sql", "a");
    folder.write("compiled/b/full.sql", "b");
    folder.write("compiled/run.sql", "run");
    folder.deleteOthers("compiled", Set.of("a"));
    assertThat(project.resolve("target/compiled/b")).doesNotExist();
    assertThat(project.resolve("target/compiled/a/full.sql")).exists();
    assertThat(project.resolve("target/compiled/run.sql")).exists();
  }

  @Test
  void deletesLinksAndNotWhatTheyLeadTo() throws IOException {
    folder.write("compiled/a/full.sql", "a");
    Files.createSymbolicLink(project.resolve("target/link"), outside);
    Files.createSymbolicLink(project.resolve("target/compiled/a/link"), outside);
    folder.delete();
    assertThat(project.resolve("target")).doesNotExist();
    assertThat(outside.resolve("precious.txt")).hasContent("mine");
  }

  @Test
  void writesThroughNoLink() throws IOException {
    Files.createSymbolicLink(project.resolve("target"), outside);
    assertThatThrownBy(() -> folder.write("manifest.json", "{}"))
        .isInstanceOf(TargetFolder.LinkInTheWay.class);
    assertThat(outside.resolve("manifest.json")).doesNotExist();
  }

  @Test
  void replacesALinkInPlaceOfAFile() throws IOException {
    Files.createDirectory(project.resolve("target"));
    Files.createSymbolicLink(
        project.resolve("target/manifest.json"), outside.resolve("precious.txt"));
    folder.write("manifest.json", "{}");
    assertThat(outside.resolve("precious.txt")).hasContent("mine");
    assertThat(project.resolve("target/manifest.json")).hasContent("{}");
  }

  @Test
  void keepsSomeFiles() throws IOException {
    folder.write("dev.duckdb", "data");
    folder.write("compiled/a/full.sql", "a");
    folder.deleteAllBut(List.of(project.resolve("target/dev.duckdb")));
    assertThat(Files.list(project.resolve("target")))
        .containsExactly(project.resolve("target/dev.duckdb"));
  }
}
