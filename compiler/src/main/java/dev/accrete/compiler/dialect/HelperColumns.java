package dev.accrete.compiler.dialect;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The names of the columns that Accrete's SQL adds to those of sources and models, and finds again
 * by them: a column of such a name would be taken for its own.
 */
public final class HelperColumns {
  private static final Pattern NAMES =
      Pattern.compile(
          "accrete_(version|count|identity|rows|sign|had|has|row|one|bound|batch|found"
              + "|(key|count|value)_[0-9]+)");

  private HelperColumns() {}

  /** Whether a column may not have that name, in capital letters or small ones. */
  public static boolean isOne(String column) {
    return NAMES.matcher(column.toLowerCase(Locale.ROOT)).matches();
  }
}
