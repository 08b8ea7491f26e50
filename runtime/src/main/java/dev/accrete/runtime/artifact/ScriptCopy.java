package dev.accrete.runtime.artifact;

import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.compiler.plan.ScriptParts;
import dev.accrete.runtime.artifact.WrittenScripts.Kept;
import dev.accrete.runtime.artifact.WrittenScripts.Part;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Writes a script, copying from the last one the parts of models that it has of the same key. */
final class ScriptCopy implements ScriptParts.Receiver {
  private final Map<String, String> keys;
  private final Kept kept;
  private final FileChannel fresh;
  private final Map<String, Part> parts = new TreeMap<>();
  private long written;

  /** What is to be copied next: parts that lie side by side go as one. */
  private long start;

  private long length;

  private ScriptCopy(Map<String, String> keys, Kept kept, FileChannel fresh) {
    this.keys = keys;
    this.kept = kept;
    this.fresh = fresh;
  }

  /**
   * Writes it.
   *
   * @param keys for each model that has one, a hash over everything that its part depends on
   * @return where the parts stand of the models that have a key
   */
  static Map<String, Part> write(
      ScriptParts script, Map<String, String> keys, Kept kept, FileChannel fresh)
      throws IOException {
    ScriptCopy copy = new ScriptCopy(keys, kept, fresh);
    try {
      script.write(copy);
      copy.flush();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return copy.parts;
  }

  @Override
  public boolean has(ModelPlan plan) {
    Part part = kept.parts().get(plan.model());
    return part != null && part.key().equals(keys.get(plan.model()));
  }

  @Override
  public void kept(ModelPlan plan) {
    Part part = Objects.requireNonNull(kept.parts().get(plan.model()));
    if (start + length != part.start()) {
      flush();
      start = part.start();
    }
    length += part.length();
    note(plan, part.length());
  }

  @Override
  public void made(ModelPlan plan, String text) {
    note(plan, append(text));
  }

  @Override
  public void common(String text) {
    written += append(text);
  }

  private void note(ModelPlan plan, long bytes) {
    String key = keys.get(plan.model());
    if (key != null) {
      parts.put(plan.model(), new Part(key, written, bytes));
    }
    written += bytes;
  }

  private long append(String text) {
    flush();
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    try {
      while (bytes.hasRemaining()) {
        fresh.write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.position();
  }

  private void flush() {
    try {
      while (length > 0) {
        long moved = kept.file().orElseThrow().transferTo(start, length, fresh);
        if (moved == 0) {
          throw new EOFException("the last script became shorter while it was copied");
        }
        start += moved;
        length -= moved;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
