package dev.accrete.runtime.artifact;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.accrete.compiler.cache.CacheKey;
import dev.accrete.compiler.cache.ModelCache;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Compiled models in {@code target/cache/}, a file each, named by its key and checked by a sum of
 * what is in it. What cannot be read or written is compiled again: nothing fails by it.
 */
public final class ModelCacheFolder implements ModelCache {
  private static final int SUM = Long.BYTES;

  private final Path folder;
  private final String program;
  private final Set<String> used = ConcurrentHashMap.newKeySet();

  private ModelCacheFolder(Path folder, String program) {
    this.folder = folder;
    this.program = program;
  }

  /**
   * The cache of a project; none where its folder is a link, which would lead out of it.
   *
   * @param target the target that models are compiled for: each has its own
   */
  public static ModelCache of(TargetFolder target, String name) {
    Path cache = target.path().resolve("cache");
    Path folder = cache.resolve(new CacheKey().text(name).hash().substring(0, 16));
    try {
      for (Path each : new Path[] {target.path(), cache, folder}) {
        if (Files.isSymbolicLink(each)) {
          return NONE;
        }
      }
      Files.createDirectories(folder);
      return new ModelCacheFolder(folder, CompileInputs.program());
    } catch (IOException e) {
      return NONE;
    }
  }

  @Override
  public String program() {
    return program;
  }

  @Override
  public Optional<byte[]> read(String key) {
    Path file = folder.resolve(key);
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.empty();
      }
      byte[] all = Files.readAllBytes(file);
      if (all.length < SUM) {
        return Optional.empty();
      }
      byte[] entry = Arrays.copyOfRange(all, SUM, all.length);
      if (ByteBuffer.wrap(all).getLong() != sum(entry)) {
        return Optional.empty();
      }
      used.add(key);
      return Optional.of(entry);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void keep(String key, byte[] entry) {
    byte[] all = ByteBuffer.allocate(SUM + entry.length).putLong(sum(entry)).put(entry).array();
    used.add(key);
    try {
      // A file that is not whole, or that a link leads to, is none.
      Files.write(folder.resolve(key), all, CREATE, TRUNCATE_EXISTING, WRITE, NOFOLLOW_LINKS);
    } catch (IOException e) {
      return;
    }
  }

  /** Of an entry's bytes and their number: it tells a file that was cut or damaged, no more. */
  private static long sum(byte[] entry) {
    CRC32C sum = new CRC32C();
    sum.update(entry);
    return (long) entry.length << Integer.SIZE | sum.getValue();
  }

  /** Deletes what the compilation that has just ended had no use for. */
  public void tidy() {
    try (Stream<Path> entries = Files.list(folder)) {
      entries
          .filter(entry -> !used.contains(entry.getFileName().toString()))
          .forEach(ModelCacheFolder::delete);
    } catch (IOException e) {
      return;
    }
  }

  private static void delete(Path entry) {
    try {
      Files.deleteIfExists(entry);
    } catch (IOException e) {
      return;
    }
  }
}
