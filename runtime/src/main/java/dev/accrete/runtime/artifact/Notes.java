package dev.accrete.runtime.artifact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Reads what a compilation noted for the next one in files of the target folder. */
final class Notes {
  private Notes() {}

  /** The notes in a file; none where it is not there, of another version, or not whole. */
  static <T> Map<String, T> read(
      TargetFolder folder, String file, TypeReference<Map<String, T>> type) throws IOException {
    return folder.read(file).flatMap(text -> parsed(text, type)).orElse(Map.of());
  }

  private static <T> Optional<Map<String, T>> parsed(
      String text, TypeReference<Map<String, T>> type) {
    try {
      return Optional.of(JsonMapper.builder().build().readValue(text, type));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
