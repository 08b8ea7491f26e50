package dev.accrete.compiler.load;

import dev.accrete.compiler.source.Span;
import java.util.List;

/**
 * A YAML value with its place. Scalars are text first: what a text means is decided where it is
 * used, so {@code no}, {@code 010} and {@code 1:30} stay what was written.
 */
sealed interface YamlValue {
  /** The place of the value in its file. */
  Span span();

  /** The value in words, for messages. */
  String described();

  /**
   * A text.
   *
   * @param quoted whether it stood in quotes or in a block, so that it is text and nothing else
   */
  record Scalar(String text, boolean quoted, Span span) implements YamlValue {
    private static final int SHOWN = 60;

    /** Whether nothing was written: {@code key:} with no value, or {@code ~}. */
    boolean isNothing() {
      return !quoted && (text.isEmpty() || text.equals("~"));
    }

    @Override
    public String described() {
      if (isNothing()) {
        return "nothing";
      }
      return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
  }

  /** A list. */
  record Items(List<YamlValue> items, Span span) implements YamlValue {
    public Items {
      items = List.copyOf(items);
    }

    @Override
    public String described() {
      return "a list";
    }
  }

  /** A map in the order written, each key once. */
  record Fields(List<Field> fields, Span span) implements YamlValue {
    public Fields {
      fields = List.copyOf(fields);
    }

    @Override
    public String described() {
      return "a map";
    }
  }

  /**
   * A value whose template failed, which is reported: it is there, and there is nothing more to say
   * about it.
   */
  record Failed(Span span) implements YamlValue {
    @Override
    public String described() {
      return "a value whose template fails";
    }
  }

  /** One key of a map with its value. */
  record Field(Scalar key, YamlValue value) {}
}
