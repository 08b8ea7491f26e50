package dev.accrete.compiler;

import dev.accrete.compiler.certificate.Restriction;
import dev.accrete.compiler.certificate.TimeBound;
import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.parse.SqlComments;
import dev.accrete.compiler.plan.Fingerprints;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.compiler.template.RenderedText;
import dev.accrete.compiler.tree.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a stored table is the table of: the text without its layout, the columns that it reads, and
 * the settings that shape it.
 */
final class ModelFingerprint {
  private ModelFingerprint() {}

  static String of(
      Derived derived,
      List<CompiledModel> hidden,
      ModelInputs inputs,
      RelationName target,
      Dialect dialect) {
    ModelFile file = derived.file();
    List<String> parts = new ArrayList<>();
    parts.add(SqlComments.normalize(derived.parsed().rendered().text()).strip());
    parts.add(target.plain());
    parts.add(String.valueOf(file.configuration().distribution()));
    parts.addAll(file.configuration().sortkeys());
    derived.validated().columns().forEach(c -> parts.add(c.name()));
    for (InputPlan plan : derived.plans()) {
      parts.add(plan.name() + " " + plan.relation().plain() + " " + plan.loadedAt());
      if (plan.kind() == InputPlan.Kind.SNAPSHOT_SOURCE) {
        parts.add("snapshot");
      }
      plan.landing().ifPresent(landing -> parts.add("landing"));
      plan.companion().ifPresent(with -> parts.add(with.toString()));
      for (Field field : inputs.fields(plan.name()).orElse(List.of())) {
        parts.add(field.name() + " " + field.type());
      }
    }
    derived.certificate().restrictions().forEach(r -> parts.addAll(kept(r)));
    derived.rendered().incremental().ifPresent(text -> parts.addAll(increment(file, text)));
    hidden.stream()
        .flatMap(h -> h.result().stream())
        .forEach(h -> parts.add(h.plan().fingerprint()));
    parts.addAll(dialect.sessionSettings());
    return Fingerprints.of(parts);
  }

  /** The same of a table of components. */
  static String ofComponents(
      InputPlan edges,
      List<Field> ends,
      RelationName target,
      Optional<CompiledModel> hidden,
      Dialect dialect) {
    List<String> parts = new ArrayList<>(List.of("components", target.plain()));
    parts.add(edges.name() + " " + edges.relation().plain() + " " + edges.loadedAt());
    parts.add(edges.kind().name());
    edges.companion().ifPresent(with -> parts.add(with.toString()));
    ends.forEach(end -> parts.add(end.name() + " " + end.type()));
    hidden.flatMap(CompiledModel::result).ifPresent(h -> parts.add(h.plan().fingerprint()));
    parts.addAll(dialect.sessionSettings());
    return Fingerprints.of(parts);
  }

  /** What a side table keeps for a reading. */
  private static List<String> kept(Restriction restriction) {
    return restriction.bound().stream()
        .filter(TimeBound.Kept.class::isInstance)
        .map(bound -> "kept " + restriction.input() + " " + bound)
        .toList();
  }

  /** What an increment that the author wrote puts in place, and by what. */
  private static List<String> increment(ModelFile file, RenderedText text) {
    List<String> parts = new ArrayList<>(List.of("increment"));
    parts.add(SqlComments.normalize(text.text()).strip());
    parts.addAll(file.configuration().uniqueKey());
    parts.add(String.valueOf(file.configuration().incremental().timeWindow()));
    return parts;
  }
}
