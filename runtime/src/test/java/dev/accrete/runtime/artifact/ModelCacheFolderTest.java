package dev.accrete.runtime.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.cache.ModelCache;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCacheFolderTest {
  private static final byte[] ENTRY = "what a model is".getBytes(StandardCharsets.UTF_8);

  @TempDir Path project;

  @Test
  void aKeptEntryIsFoundByTheNextProcess() {
    cache().keep("k", ENTRY);
    assertThat(cache().read("k").orElseThrow()).isEqualTo(ENTRY);
    assertThat(cache().read("other")).isEmpty();
    assertThat(cache().program()).isEqualTo(cache().program()).hasSize(32);
  }

  @Test
  void anEntryThatWasCutOrChangedIsNone() throws IOException {
    cache().keep("k", ENTRY);
    Path file = file("k");
    byte[] all = Files.readAllBytes(file);
    for (int i = 0; i < all.length; i++) {
      byte[] changed = all.clone();
      changed[i] ^= 1;
      Files.write(file, changed);
      assertThat(cache().read("k")).as("byte %d", i).isEmpty();
      Files.write(file, java.util.Arrays.copyOf(all, i));
      assertThat(cache().read("k")).as("%d bytes", i).isEmpty();
    }
  }

  @Test
  void whatACompilationHadNoUseForGoes() throws IOException {
    cache().keep("old", ENTRY);
    cache().keep("found", ENTRY);
    ModelCacheFolder next = (ModelCacheFolder) cache();
    assertThat(next.read("found")).isPresent();
    next.keep("new", ENTRY);
    next.tidy();
    assertThat(cache().read("old")).isEmpty();
    assertThat(cache().read("found")).isPresent();
    assertThat(cache().read("new")).isPresent();
  }

  @Test
  void targetsAreKeptApart() {
    cache().keep("k", ENTRY);
    assertThat(ModelCacheFolder.of(TargetFolder.of(project), "prod").read("k")).isEmpty();
  }

  @Test
  void nothingIsWrittenThroughALink() throws IOException {
    Path elsewhere = Files.createDirectory(project.resolve("elsewhere"));
    Files.createDirectory(project.resolve("target"));
    Files.createSymbolicLink(project.resolve("target/cache"), elsewhere);
    cache().keep("k", ENTRY);
    try (Stream<Path> files = Files.list(elsewhere)) {
      assertThat(files).isEmpty();
    }
    assertThat(cache()).isSameAs(ModelCache.NONE);
  }

  private ModelCache cache() {
    return ModelCacheFolder.of(TargetFolder.of(project), "dev");
  }

  private Path file(String key) throws IOException {
    try (Stream<Path> files = Files.walk(project)) {
      List<Path> found = files.filter(f -> f.getFileName().toString().equals(key)).toList();
      return found.get(0);
    }
  }
}
