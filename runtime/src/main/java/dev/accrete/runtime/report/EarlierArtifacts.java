package dev.accrete.runtime.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an earlier {@code manifest.json} and {@code run_results.json} say, by unique id.
 *
 * @param fingerprints of the models; of the sources their columns
 * @param statuses of what ran
 */
public record EarlierArtifacts(Map<String, String> fingerprints, Map<String, String> statuses) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /**
   * Reads both, as far as they are there.
   *
   * @throws IOException if one is not what Accrete writes
   */
  public static EarlierArtifacts read(Path folder) throws IOException {
    Map<String, String> fingerprints =
        tree(folder.resolve("manifest.json")).map(EarlierArtifacts::forms).orElse(Map.of());
    Map<String, String> statuses = new LinkedHashMap<>();
    Optional<JsonNode> results = tree(folder.resolve("run_results.json"));
    if (results.isPresent()) {
      results
          .get()
          .path("results")
          .forEach(r -> statuses.put(r.path("unique_id").asText(), r.path("status").asText()));
    }
    return new EarlierArtifacts(fingerprints, statuses);
  }

  /** A manifest as it would be written now, in the same terms. */
  public static Map<String, String> fingerprints(Manifest manifest) throws IOException {
    return forms(MAPPER.readTree(Json.text(manifest)));
  }

  private static Map<String, String> forms(JsonNode manifest) {
    Map<String, String> forms = new LinkedHashMap<>();
    manifest.path("nodes").properties().stream()
        .filter(e -> e.getValue().has("fingerprint")) // a test has none
        .forEach(e -> forms.put(e.getKey(), e.getValue().path("fingerprint").asText("")));
    manifest
        .path("sources")
        .properties()
        .forEach(e -> forms.put(e.getKey(), e.getValue().path("columns").toString()));
    return forms;
  }

  private static Optional<JsonNode> tree(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    JsonNode tree = MAPPER.readTree(file.toFile());
    if (tree == null || !tree.isObject()) {
      throw new IOException(file.getFileName() + " is not what Accrete writes");
    }
    return Optional.of(tree);
  }
}
