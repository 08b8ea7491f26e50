package dev.accrete.compiler.template;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** The names that Accrete gives to templates. */
enum FunctionName {
  REF,
  VAR,
  ENV,
  THIS,
  TARGET,
  IS_INCREMENTAL,
  RUN_STARTED_AT,
  INCREMENT_FILTER,
  COMPONENTS,
  INCREMENTAL,
  FULL;

  /** The name as templates write it. */
  String written() {
    return name().toLowerCase(Locale.ROOT);
  }

  static boolean isOne(String name) {
    return names().contains(name);
  }

  static Collection<String> names() {
    return Arrays.stream(values()).map(FunctionName::written).toList();
  }
}
