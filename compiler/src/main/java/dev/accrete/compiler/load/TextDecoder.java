package dev.accrete.compiler.load;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes a file's bytes as UTF-8, strictly, without a byte order mark. */
final class TextDecoder {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** What stands for bytes that are no sign. */
  private static final char REPLACED = '\uFFFD';

  private TextDecoder() {}

  /** The text, or in {@code problem} the reason why the bytes are none. */
  record Decoded(String text, String problem) {
    boolean failed() {
      return !problem.isEmpty();
    }
  }

  static Decoded decode(byte[] bytes) {
    String quick = new String(bytes, StandardCharsets.UTF_8);
    if (quick.length() == bytes.length && quick.indexOf(REPLACED) < 0) {
      return new Decoded(quick, ""); // a sign for each byte: ASCII alone
    }
    return decodeStrictly(bytes);
  }

  private static Decoded decodeStrictly(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    out.flip();
    if (result.isError()) {
      long line = out.chars().filter(c -> c == '\n').count() + 1;
      return new Decoded("", "its line " + line + " is not UTF-8");
    }
    return new Decoded(withoutMark(out.toString()), "");
  }

  /** The text without a leading byte order mark. */
  static String withoutMark(String text) {
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }
}
