package dev.accrete.runtime.artifact;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.accrete.compiler.plan.ScriptParts;
import dev.accrete.runtime.report.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where the part of each model stands in the scripts of all models that the last compilation wrote,
 * and of what it was made: where neither that nor the file has changed since, the part is copied
 * instead of being made again.
 */
final class WrittenScripts {
  private static final String FILE = "cache/scripts.json";

  private final TargetFolder folder;
  private final Map<String, String> keys;
  private final Map<String, Script> before;
  private final Map<String, Script> now = new TreeMap<>();

  /**
   * A script.
   *
   * @param stamp what its file is known by
   * @param parts by model
   */
  record Script(String stamp, Map<String, Part> parts) {}

  /**
   * A model's part of it.
   *
   * @param key everything that it depends on
   * @param start where it begins, in bytes
   * @param length its bytes
   */
  record Part(String key, long start, long length) {}

  /**
   * What is there of the last script.
   *
   * @param parts by model; none where its file is not as it was
   */
  record Kept(Map<String, Part> parts, Optional<FileChannel> file) {}

  private WrittenScripts(
      TargetFolder folder, Map<String, String> keys, Map<String, Script> before) {
    this.folder = folder;
    this.keys = keys;
    this.before = before;
  }

  /**
   * What was noted by the last compilation into a folder.
   *
   * @param keys for each model that has one, a hash over everything that its parts depend on
   */
  static WrittenScripts of(TargetFolder folder, Map<String, String> keys) throws IOException {
    return new WrittenScripts(folder, keys, Notes.read(folder, FILE, new TypeReference<>() {}));
  }

  /** Writes a script into the folder. */
  void write(String relative, ScriptParts script) throws IOException {
    Optional<Script> last = Optional.ofNullable(before.get(relative));
    Optional<FileChannel> old =
        last.isPresent() ? folder.open(relative, last.get().stamp()) : Optional.empty();
    try {
      Map<String, Part> has = old.isPresent() ? last.orElseThrow().parts() : Map.of();
      Map<String, Part> parts = new TreeMap<>();
      folder.writeBytes(
          relative,
          fresh -> parts.putAll(ScriptCopy.write(script, keys, new Kept(has, old), fresh)));
      folder.stampOf(relative).ifPresent(stamp -> now.put(relative, new Script(stamp, parts)));
    } finally {
      if (old.isPresent()) {
        old.get().close();
      }
    }
  }

  /** Keeps what was noted. */
  void keep() throws IOException {
    folder.writeUncounted(FILE, Json.line(now));
  }
}
