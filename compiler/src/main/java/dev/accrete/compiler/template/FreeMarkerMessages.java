package dev.accrete.compiler.template;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cuts FreeMarker's messages down to one sentence without class names, stacks and tips. */
final class FreeMarkerMessages {
  private static final int LONGEST = 300;
  private static final Pattern WRAPPER =
      Pattern.compile("\\s*\\((?:wrapper|wrapping): [^()]*(?:\\([^()]*\\))?[^()]*\\)");
  private static final Pattern PLACE = Pattern.compile("\\s*\\[?in template [^\\]\\n]*\\]?");
  private static final Pattern CLASS_NAME = Pattern.compile("\\b(?:[a-z_]\\w*\\.)+(?=[A-Z_]\\w*)");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private FreeMarkerMessages() {}

  static String sentence(@Nullable String message) {
    if (message == null || message.isBlank()) {
      return "FreeMarker gives no reason";
    }
    String text = before(before(before(message, "\n==>"), "\n----"), "The full cause stack trace");
    text = before(text, "Help (latest version)");
    text = WRAPPER.matcher(text).replaceAll("");
    text = PLACE.matcher(text).replaceAll("");
    text = CLASS_NAME.matcher(text).replaceAll("");
    text = BLANKS.matcher(text).replaceAll(" ").strip();
    while (text.endsWith(":") || text.endsWith(".")) {
      text = text.substring(0, text.length() - 1).strip();
    }
    text = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return text.isEmpty()
        ? "FreeMarker gives no reason"
        : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }

  private static String before(String text, String mark) {
    int at = text.indexOf(mark);
    return at < 0 ? text : text.substring(0, at);
  }
}
