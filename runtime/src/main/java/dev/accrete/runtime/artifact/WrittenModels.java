package dev.accrete.runtime.artifact;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.accrete.runtime.report.Json;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which files the last compilation wrote for each model, and of what: where neither that nor the
 * files have changed since, they need not be written again.
 */
final class WrittenModels {
  private static final String FILE = "cache/written.json";

  private final TargetFolder folder;
  private final Map<String, Written> before;
  private final Map<String, Written> now = new ConcurrentHashMap<>();

  /**
   * The files of one model.
   *
   * @param key everything that they depend on
   * @param stamps what they are known by, by their paths
   */
  record Written(String key, Map<String, String> stamps) {}

  private WrittenModels(TargetFolder folder, Map<String, Written> before) {
    this.folder = folder;
    this.before = before;
  }

  /** What was noted by the last compilation into a folder. */
  static WrittenModels of(TargetFolder folder) throws IOException {
    return new WrittenModels(folder, Notes.read(folder, FILE, new TypeReference<>() {}));
  }

  /** Whether the files of a model lie there as they would be written; then they are noted so. */
  boolean has(String model, String key) throws IOException {
    Written written = before.get(model);
    if (written == null || !written.key().equals(key) || !folder.isUntouched(written.stamps())) {
      return false;
    }
    now.put(model, written);
    return true;
  }

  /** Notes the files of a model that were written now. */
  void add(String model, String key, Map<String, String> stamps) {
    now.put(model, new Written(key, stamps));
  }

  /** Keeps what was noted. */
  void keep() throws IOException {
    folder.writeUncounted(FILE, Json.line(new TreeMap<>(now)));
  }
}
