package dev.accrete.runtime.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * JSON objects that each have one attribute that a model reads: completed by those of the others,
 * as a row that one condition takes has to have what the SELECT puts out of it.
 */
final class JsonObjects {
  private static final JsonMapper MAPPER = new JsonMapper();

  private JsonObjects() {}

  /** The literals, of which those that are objects have the attributes of all; the first counts. */
  static List<String> completed(List<String> literals) {
    ObjectNode all = MAPPER.createObjectNode();
    for (String literal : literals) {
      add(all, read(literal));
    }
    Set<String> completed = new LinkedHashSet<>();
    for (String literal : literals) {
      JsonNode own = read(literal);
      if (own.isObject()) {
        ObjectNode whole = own.deepCopy();
        add(whole, all);
        completed.add("'" + whole.toString().replace("'", "''") + "'");
      } else {
        completed.add(literal);
      }
    }
    // Some lack an attribute.
    literals.stream().filter(l -> read(l).isObject()).findFirst().ifPresent(completed::add);
    return new ArrayList<>(completed);
  }

  /** Whether a literal is an object. */
  static boolean isOne(String literal) {
    return read(literal).isObject();
  }

  private static JsonNode read(String literal) {
    try {
      return MAPPER.readTree(literal.substring(1, literal.length() - 1).replace("''", "'"));
    } catch (JsonProcessingException noJson) {
      return MAPPER.missingNode();
    }
  }

  /** Adds what is not there yet, inside objects that both have too. */
  private static void add(ObjectNode to, JsonNode from) {
    from.fields()
        .forEachRemaining(
            field -> {
              JsonNode there = to.get(field.getKey());
              if (there == null) {
                to.set(field.getKey(), field.getValue().deepCopy());
              } else if (there.isObject()) {
                add((ObjectNode) there, field.getValue());
              }
            });
  }
}
