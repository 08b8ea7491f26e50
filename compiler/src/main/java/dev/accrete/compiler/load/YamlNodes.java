package dev.accrete.compiler.load;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.load.YamlValue.Field;
import dev.accrete.compiler.load.YamlValue.Fields;
import dev.accrete.compiler.load.YamlValue.Items;
import dev.accrete.compiler.load.YamlValue.Scalar;
import dev.accrete.compiler.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Turns composed nodes into values. Aliases are written out, up to a limit that no honest file
 * reaches; merge keys ({@code <<: *defaults}) fill in what a map does not say itself.
 */
final class YamlNodes {
  private static final int MOST_VALUES = 1_000_000;
  private static final int DEEPEST = 100;

  private final YamlPlaces places;
  private final Findings findings;
  private int values;
  private int depth;

  YamlNodes(YamlPlaces places, Findings findings) {
    this.places = places;
    this.findings = findings;
  }

  /** The value of a node; absent where aliases make it too large, which is reported. */
  Optional<YamlValue> value(Node node) {
    try {
      return Optional.of(convert(node));
    } catch (TooLarge e) {
      String problem = "aliases make the document too large or contain themselves";
      findings.add(Diagnostic.of(Code.YAML_SYNTAX, places.point(node.getStartMark()), problem));
      return Optional.empty();
    }
  }

  private YamlValue convert(Node node) throws TooLarge {
    if (++values > MOST_VALUES || ++depth > DEEPEST) {
      throw new TooLarge();
    }
    YamlValue value;
    if (node instanceof MappingNode mapping) {
      value = fields(mapping);
    } else if (node instanceof SequenceNode sequence) {
      value = items(sequence);
    } else {
      value = scalar((ScalarNode) node);
    }
    depth--;
    return value;
  }

  private Scalar scalar(ScalarNode node) {
    boolean quoted = node.getScalarStyle() != ScalarStyle.PLAIN;
    Span span = span(node);
    Characters.forbidden(node.getValue())
        .ifPresent(
            found -> findings.add(Diagnostic.of(Code.UNSUPPORTED_CHARACTER, span, found.name())));
    return new Scalar(node.getValue(), quoted, span);
  }

  private Items items(SequenceNode node) throws TooLarge {
    List<YamlValue> items = new ArrayList<>();
    for (Node item : node.getValue()) {
      items.add(convert(item));
    }
    return new Items(items, span(node));
  }

  private Fields fields(MappingNode node) throws TooLarge {
    Map<String, Field> own = new LinkedHashMap<>();
    List<YamlValue> merged = new ArrayList<>();
    for (NodeTuple tuple : node.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
        Span place = span(tuple.getKeyNode());
        findings.add(Diagnostic.of(Code.WRONG_VALUE, place, "a key", "a text", "a list or a map"));
        continue;
      }
      Scalar key = scalar(keyNode);
      YamlValue value = convert(tuple.getValueNode());
      if (key.text().equals("<<") && !key.quoted()) {
        merged.add(value);
      } else {
        put(own, new Field(key, value));
      }
    }
    merged.forEach(value -> merge(own, value));
    return new Fields(List.copyOf(own.values()), span(node));
  }

  private void put(Map<String, Field> own, Field field) {
    Field before = own.putIfAbsent(field.key().text(), field);
    if (before != null) {
      Diagnostic twice = Diagnostic.of(Code.DUPLICATE_KEY, field.key().span(), field.key().text());
      findings.add(twice.withNote(before.key().span(), "it stands here first"));
    }
  }

  private void merge(Map<String, Field> own, YamlValue value) {
    if (value instanceof Fields more) {
      more.fields().forEach(field -> own.putIfAbsent(field.key().text(), field));
    } else if (value instanceof Items list) {
      list.items().forEach(item -> merge(own, item));
    } else {
      findings.add(Diagnostic.of(Code.WRONG_VALUE, value.span(), "<<", "a map", value.described()));
    }
  }

  private Span span(Node node) {
    return places.between(node.getStartMark(), node.getEndMark());
  }

  /** The document is larger than any honest file, written out. */
  private static final class TooLarge extends Exception {
    private static final long serialVersionUID = 1L;

    TooLarge() {
      super("too large", null, false, false);
    }
  }
}
