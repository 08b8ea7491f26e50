package dev.accrete.compiler.template;

import java.util.regex.Pattern;

/**
 * The marks that stand for references while a template runs. They are noncharacters, which no
 * project file may hold, and go through captures and trims as any text does.
 */
final class Marks {
  static final char OPEN = '\uFDD0';
  static final char CLOSE = '\uFDD1';
  static final Pattern MARK = Pattern.compile(OPEN + "([0-9]{1,9})" + CLOSE);

  private Marks() {}

  static String of(int call) {
    return OPEN + Integer.toString(call) + CLOSE;
  }
}
