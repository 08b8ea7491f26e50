package dev.accrete.compiler.load;

import dev.accrete.compiler.load.ModelFile.ColumnDocument;
import dev.accrete.compiler.source.Span;
import java.util.List;
import java.util.Map;

/**
 * What YAML says of a seed.
 *
 * @param types by column, of dbt's {@code column_types}
 * @param place of the name
 */
record SeedDocument(
    String name,
    String description,
    List<ColumnDocument> columns,
    Map<String, String> types,
    List<String> uniqueKey,
    Span place) {
  static SeedDocument read(Section entry) {
    String name = entry.required("name", "");
    Span place = entry.value("name").map(YamlValue::span).orElse(entry.place());
    Section section = entry.renamed("the seed " + name);
    String description = section.prose("description");
    List<ColumnDocument> columns = new ColumnsReader(section, name).documents();
    Map<String, String> types = new java.util.LinkedHashMap<>(types(section));
    section
        .section("config", "the config of the seed " + name)
        .ifPresent(
            config -> {
              types.putAll(types(config));
              config.finish();
            });
    List<String> uniqueKey = section.columns("unique_key");
    ColumnsReader.tests(section);
    section.finish();
    return new SeedDocument(name, description, columns, types, uniqueKey, place);
  }

  private static Map<String, String> types(Section section) {
    Map<String, String> types = new java.util.LinkedHashMap<>();
    section
        .section("column_types", "column_types")
        .ifPresent(
            map ->
                map.chosenFields()
                    .forEach(
                        field ->
                            map.text(field.key().text())
                                .ifPresent(
                                    type ->
                                        types.put(ColumnNames.folded(field.key().text()), type))));
    return types;
  }
}
