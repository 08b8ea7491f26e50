package dev.accrete.runtime.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The passwords in a connection's URL: {@code //user:password@host} and parameters. */
final class UrlCredentials {
  private static final String NAMES = "password|pwd|passwd|secret|accesskey|accesskeyid|token";

  /** What follows a password without a name is the rest of it: a separator that is not encoded. */
  private static final Pattern PARAMETER =
      Pattern.compile(
          "(?i)(?<=[?&;])(\\w*(?:" + NAMES + ")=)([^&;\\s]*(?:[&;][^=&;\\s]*(?![^&;\\s]))*)");

  /** Up to the last @ before the parameters, as a password may have one as well. */
  private static final Pattern USER = Pattern.compile("(//[^/:@?\\s]*:)([^?\\s]*)(?=@)");

  private static final Pattern URL = Pattern.compile("jdbc:\\S+");

  private UrlCredentials() {}

  /** Those of a URL, as they stand there. */
  static List<String> of(String url) {
    List<String> found = new ArrayList<>();
    for (Pattern pattern : List.of(PARAMETER, USER)) {
      pattern.matcher(url).results().map(match -> match.group(2)).forEach(found::add);
    }
    return found;
  }

  /** A text with those of all URLs in it masked. */
  static String masked(String text) {
    return URL.matcher(text).replaceAll(url -> Matcher.quoteReplacement(maskedUrl(url.group())));
  }

  /** A URL with its passwords masked. */
  static String maskedUrl(String url) {
    String parameters = PARAMETER.matcher(url).replaceAll("$1" + Secrets.MASK);
    return USER.matcher(parameters).replaceAll("$1" + Secrets.MASK);
  }
}
