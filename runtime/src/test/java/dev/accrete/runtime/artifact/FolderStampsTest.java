package dev.accrete.runtime.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStampsTest {
  /**
   * Names of folders and files that sort in another way beside each other than below each other.
   */
  private static final List<String> FILES =
      List.of(
          "compiled/a/full.sql",
          "compiled/a/select.sql",
          "compiled/a-b/select.sql",
          "compiled/a$by_k/select.sql",
          "compiled/a.sql",
          "compiled/ab/deep/er/x.md",
          "compiled/é/select.sql",
          "compiled/Z",
          "manifest.json");

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    for (String file : FILES) {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.writeString(folder.resolve(file), file);
    }
    Files.createDirectories(folder.resolve("compiled/empty"));
  }

  private String seen() throws IOException {
    return FolderStamps.of(folder, List.of("compiled", "manifest.json", "not there"));
  }

  private String expected() throws IOException {
    Map<String, String> stamps = new HashMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        stamps.put(
            folder.relativize(file).toString(),
            Stamp.of(
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)));
      }
    }
    assertThat(stamps).hasSizeGreaterThanOrEqualTo(FILES.size() - 1);
    return Stamp.ofAll(stamps);
  }

  @Test
  void areThoseOfAMapOfAllFiles() throws IOException {
    assertThat(seen()).isEqualTo(expected());
  }

  @Test
  void changeWithAnyFile() throws IOException {
    String before = seen();
    Path file = folder.resolve("compiled/ab/deep/er/x.md");
    FileTime time = Files.getLastModifiedTime(file);
    Files.setLastModifiedTime(file, FileTime.fromMillis(time.toMillis() + 2_000));
    String touched = seen();
    assertThat(touched).isNotEqualTo(before).isEqualTo(expected());
    Files.delete(file);
    assertThat(seen()).isNotEqualTo(touched).isEqualTo(expected());
  }
}
