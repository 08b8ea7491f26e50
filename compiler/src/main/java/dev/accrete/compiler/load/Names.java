package dev.accrete.compiler.load;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds names that are taken twice, and tables that two models write. */
final class Names {
  private final Findings findings;
  private final Map<String, Span> places = new LinkedHashMap<>();

  Names(Findings findings) {
    this.findings = findings;
  }

  /**
   * The sources without those whose name an earlier one has; databases do not tell their cases
   * apart.
   */
  List<SourceDeclaration> uniqueSources(List<SourceDeclaration> sources) {
    List<SourceDeclaration> unique = new ArrayList<>();
    for (SourceDeclaration source : sources) {
      if (isNew("source", source.name(), source.name().toLowerCase(Locale.ROOT), source.span())) {
        unique.add(source);
      }
    }
    return unique;
  }

  /** The models without those whose name an earlier one or a source has. */
  List<ModelFile> uniqueModels(List<ModelFile> models) {
    Map<String, Span> sources = new LinkedHashMap<>(places);
    places.clear();
    List<ModelFile> unique = new ArrayList<>();
    for (ModelFile model : models) {
      Span place = new Span(model.file(), 0, 0);
      Span source = sources.get(model.name().toLowerCase(Locale.ROOT));
      if (source != null) {
        Diagnostic twice = Diagnostic.of(Code.DUPLICATE_NAME, place, "relation", model.name());
        findings.add(twice.withNote(source, "the source stands here"));
      } else if (isNew("model", model.name(), model.name(), place)) {
        unique.add(model);
      }
    }
    caseTwins(unique);
    return unique;
  }

  /** Models that differ by case alone would write one table. */
  private void caseTwins(List<ModelFile> models) {
    Map<String, ModelFile> tables = new LinkedHashMap<>();
    for (ModelFile model : models) {
      ModelFile twin = tables.putIfAbsent(table(model), model);
      if (twin != null && !Objects.equals(twin.name(), model.name())) {
        Diagnostic same =
            Diagnostic.of(
                Code.SAME_TABLE,
                model.beginning(),
                "the model " + twin.name(),
                "the model " + model.name(),
                table(model));
        findings.add(same.withNote(twin.beginning(), "the other model is this one"));
      }
    }
  }

  private static String table(ModelFile model) {
    @Nullable String schema = model.configuration().schema();
    String table = schema == null ? model.name() : schema + "." + model.name();
    return table.toLowerCase(Locale.ROOT);
  }

  private boolean isNew(String kind, String name, String key, Span place) {
    Span before = places.putIfAbsent(key, place);
    if (before != null) {
      Diagnostic twice = Diagnostic.of(Code.DUPLICATE_NAME, place, kind, name);
      findings.add(twice.withNote(before, "the other one is " + before.file().path()));
    }
    return before == null;
  }
}
