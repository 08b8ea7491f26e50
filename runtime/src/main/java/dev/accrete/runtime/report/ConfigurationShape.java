package dev.accrete.runtime.report;

import dev.accrete.compiler.load.Hook;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.load.ModelFile.Incremental;
import dev.accrete.compiler.load.ModelFile.ModelConfiguration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code config} of a node: what the front matter says, defaults included, as plain maps. */
public final class ConfigurationShape {
  private ConfigurationShape() {}

  /** The configuration of a model, and whether it is a hidden one. */
  public static Map<String, @Nullable Object> of(ModelFile file) {
    Map<String, @Nullable Object> config = of(file.configuration());
    config.put("hidden", file.partOf() != null);
    return config;
  }

  /** The configuration with the keys of the front matter; absent values are null. */
  private static Map<String, @Nullable Object> of(ModelConfiguration configuration) {
    Map<String, @Nullable Object> config = new LinkedHashMap<>();
    config.put("materialized", word(configuration.materialized()));
    config.put("schema", configuration.schema());
    config.put("tags", configuration.tags());
    config.put("meta", configuration.meta());
    config.put("distribution", configuration.distribution());
    config.put("sortkeys", configuration.sortkeys());
    config.put("unique_key", configuration.uniqueKey());
    config.put("incremental", incremental(configuration.incremental()));
    config.put("validate", word(configuration.validation()));
    config.put("on_change", word(configuration.onChange()));
    config.put("contract", configuration.contract());
    config.put("pre_hook", hooks(configuration.around().preHook()));
    config.put("post_hook", hooks(configuration.around().postHook()));
    config.put("grants", configuration.around().grants());
    config.put("hidden", false);
    return config;
  }

  private static List<Map<String, Object>> hooks(List<Hook> hooks) {
    List<Map<String, Object>> shapes = new ArrayList<>();
    for (Hook hook : hooks) {
      Map<String, Object> shape = new LinkedHashMap<>();
      shape.put("sql", hook.sql());
      shape.put("transaction", hook.transaction());
      shapes.add(shape);
    }
    return shapes;
  }

  private static Map<String, @Nullable Object> incremental(Incremental incremental) {
    Map<String, @Nullable Object> shape = new LinkedHashMap<>();
    shape.put("mode", word(incremental.mode()));
    shape.put("strategy", incremental.strategy());
    shape.put("key", incremental.key());
    shape.put("max_share", incremental.maxShare().orElse(null));
    incremental
        .timeWindow()
        .ifPresent(
            window -> {
              shape.put("column", window.column());
              shape.put("grain", window.grain());
              shape.put("lookback", window.lookback());
            });
    return shape;
  }

  private static @Nullable String word(@Nullable Enum<?> choice) {
    return choice == null ? null : choice.name().toLowerCase(Locale.ROOT);
  }
}
