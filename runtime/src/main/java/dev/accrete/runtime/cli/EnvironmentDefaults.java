package dev.accrete.runtime.cli;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Takes an option that was not given from the environment: {@code --full-refresh} from
 * ACCRETE_FULL_REFRESH.
 */
final class EnvironmentDefaults implements IDefaultValueProvider {
  private static final Map<String, String> SWITCHES =
      Map.of(
          "1", "true", "true", "true", "yes", "true", "0", "false", "false", "false", "no",
          "false");

  private final Map<String, String> environment;

  EnvironmentDefaults(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
      return null;
    }
    String variable = variable(option);
    String value = environment.getOrDefault(variable, "").strip();
    if (value.isEmpty()) {
      return null;
    }
    if (option.typeInfo().isBoolean()) {
      String bool = SWITCHES.get(value.toLowerCase(Locale.ROOT));
      if (bool == null) {
        throw new ParameterException(
            option.command().commandLine(), variable + " must be true or false, not " + value);
      }
      return bool;
    }
    return value;
  }

  private static String variable(OptionSpec option) {
    String name = option.longestName().replaceFirst("^-+", "");
    return "ACCRETE_" + name.replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
