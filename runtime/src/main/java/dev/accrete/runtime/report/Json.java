package dev.accrete.runtime.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/** Writes JSON so that the same value gives the same bytes on every machine. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private static final ObjectWriter WRITER = MAPPER.writer(printer());

  private static final ObjectWriter STREAMED =
      WRITER.without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

  private Json() {}

  /** The value as indented JSON that ends with a line feed. */
  public static String text(Object value) {
    try {
      return WRITER.writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("while writing " + value.getClass().getSimpleName(), e);
    }
  }

  /** Writes the same to a writer, which stays open. */
  public static void write(Object value, Writer writer) {
    try {
      STREAMED.writeValue(writer, value);
      writer.append('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("while writing " + value.getClass().getSimpleName(), e);
    }
  }

  /** The value as JSON in one line, without a line feed. */
  public static String line(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("while writing " + value.getClass().getSimpleName(), e);
    }
  }

  /** Jackson's own printer ends lines as the machine does and puts a space before colons. */
  private static DefaultPrettyPrinter printer() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    return new DefaultPrettyPrinter(separators)
        .withObjectIndenter(indenter)
        .withArrayIndenter(indenter);
  }
}
