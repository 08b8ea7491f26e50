package dev.accrete.compiler;

import dev.accrete.compiler.CompiledModel.OutputColumn;
import dev.accrete.compiler.CompiledModel.Status;
import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Refusal;
import dev.accrete.compiler.certificate.RefusalCode;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.derive.DerivationRequest.InputKind;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.compiler.dialect.Claim;
import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.TypeClass;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.compiler.plan.InputReads;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.compiler.plan.Planner;
import dev.accrete.compiler.plan.ScriptWriter;
import dev.accrete.compiler.plan.TargetRelations;
import dev.accrete.compiler.template.Components;
import dev.accrete.compiler.tree.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Identity stitching: the hidden models that hold the connected components of a relation's edges.
 * No SELECT is derived for them; what is sound is shown at {@code ComponentsPlanner}.
 */
final class Stitching {
  private final ModelInputs inputs;
  private final TargetRelations relations;
  private final Dialect dialect;
  private final Planner planner;
  private final ScriptWriter scripts;

  Stitching(
      ModelInputs inputs,
      TargetRelations relations,
      Dialect dialect,
      Planner planner,
      ScriptWriter scripts) {
    this.inputs = inputs;
    this.relations = relations;
    this.dialect = dialect;
    this.planner = planner;
    this.scripts = scripts;
  }

  /**
   * The columns of both ends as the relation has them; absent where it lacks one, or where they
   * cannot be ends, which is then among the findings.
   */
  Optional<List<Field>> ends(Components call, String relation, List<Diagnostic> findings) {
    Optional<Field> first = end(call, relation, call.first(), findings);
    Optional<Field> second = end(call, relation, call.second(), findings);
    if (first.isEmpty() || second.isEmpty()) {
      return Optional.empty();
    }
    Optional<Diagnostic> unfit = EndTypes.complaint(call, first.get(), second.get());
    unfit.ifPresent(findings::add);
    return unfit.isPresent() ? Optional.empty() : Optional.of(List.of(first.get(), second.get()));
  }

  private Optional<Field> end(
      Components call, String relation, String column, List<Diagnostic> findings) {
    List<Field> fields = inputs.fields(relation).orElse(List.of());
    Optional<Field> exact = fields.stream().filter(f -> f.name().equals(column)).findFirst();
    Optional<Field> found =
        exact.or(() -> fields.stream().filter(f -> f.name().equalsIgnoreCase(column)).findFirst());
    if (found.isEmpty()) {
      Diagnostic unknown =
          Diagnostic.at(Code.UNKNOWN_COLUMN, call.origin(), column, call.relation());
      String hint = Nearest.hint(column, fields.stream().map(Field::name).toList());
      findings.add(hint == null ? unknown : unknown.withHint(hint));
    }
    return found;
  }

  /**
   * The hidden model of a call, which may be read from now on.
   *
   * @param ends the columns of the ends in the relation
   * @param edges the hidden model of the edges, where no table of the relation is kept
   */
  CompiledModel compile(
      ModelFile owner, Components call, List<Field> ends, Optional<CompiledModel> edges) {
    ModelFile file = owner.hidden(call.model());
    String type = EndTypes.common(ends.get(0), ends.get(1));
    List<Field> fields =
        List.of(new Field("node", type, false), new Field("component", type, false));
    inputs.hidden(file, fields);
    InputPlan input = inputs.input(edges.map(CompiledModel::name).orElse(call.relation()));
    InputKind kind = inputs.kind(input);
    RelationName target = relations.model(file);
    List<String> names = ends.stream().map(Field::name).toList();
    ModelPlan plan =
        planner
            .components(
                file,
                target,
                input,
                names,
                kind != InputKind.UNSEEN,
                ModelFingerprint.ofComponents(input, ends, target, edges, dialect))
            .relyingOn(kind == InputKind.UNSEEN ? List.of() : claims(input, ends))
            .reading(
                new InputReads(
                    Map.of(
                        input.name(),
                        Set.copyOf(names.stream().map(n -> n.toLowerCase(Locale.ROOT)).toList())),
                    Map.of()));
    List<ModelPlan> parts =
        edges.flatMap(CompiledModel::result).map(r -> r.plan()).stream().toList();
    CompiledModel.Result result =
        Scripts.components(
            columns(fields, input, names),
            certificate(call, kind),
            plan,
            parts,
            planner.componentsSelect(file, target, input, names),
            scripts);
    boolean model = input.kind() == InputPlan.Kind.MODEL;
    List<String> read = List.of(input.name());
    return new CompiledModel(
        file, Status.OK, model ? read : List.of(), model ? List.of() : read, Optional.of(result));
  }

  private static List<Claim> claims(InputPlan input, List<Field> ends) {
    return input.kind() == InputPlan.Kind.MODEL
        ? List.of()
        : ends.stream()
            .distinct()
            .map(
                end ->
                    new Claim(
                        input.name(),
                        input.relation(),
                        end.name(),
                        java.util.Objects.requireNonNull(end.type())))
            .toList();
  }

  private static List<OutputColumn> columns(
      List<Field> fields, InputPlan input, List<String> ends) {
    List<String> lineage = ends.stream().distinct().map(e -> input.name() + "." + e).toList();
    List<OutputColumn> columns = new ArrayList<>();
    for (Field field : fields) {
      columns.add(
          new OutputColumn(
              field.name(), java.util.Objects.requireNonNull(field.type()), false, lineage));
    }
    return columns;
  }

  private static Certificate certificate(Components call, InputKind kind) {
    boolean unseen = kind == InputKind.UNSEEN;
    Strategy strategy = unseen ? Strategy.FULL : Strategy.COMPONENTS;
    Map<String, String> methods = new LinkedHashMap<>();
    methods.put("node", strategy.word());
    methods.put("component", strategy.word());
    List<Refusal> refusals =
        unseen
            ? List.of(
                Refusal.of(
                    Strategy.COMPONENTS, RefusalCode.SOURCE_KIND, call.origin(), call.relation()))
            : List.of();
    return new Certificate(
        Stream.of(strategy, Strategy.FULL).distinct().toList(),
        unseen ? List.of() : List.of(0),
        List.of(),
        List.of(),
        methods,
        refusals,
        List.of(),
        List.of());
  }

  /** Which types ends may have, and what both have together. */
  private static final class EndTypes {
    private EndTypes() {}

    /**
     * Ends are compared across rows and columns, and the least of them is stored: equal values must
     * be the same, and both ends of one kind.
     */
    static Optional<Diagnostic> complaint(Components call, Field first, Field second) {
      for (Field end : List.of(first, second)) {
        if (kind(end).isEmpty()) {
          String type = end.type() == null ? "of a type that is not known" : end.type();
          return Optional.of(
              Diagnostic.at(
                      Code.WRONG_TYPE,
                      call.origin(),
                      "the end " + end.name() + " of components() is " + type)
                  .withHint(
                      "read a model that casts it to a text, a whole number, a date or a timestamp"));
        }
      }
      return kind(first).equals(kind(second))
          ? Optional.empty()
          : Optional.of(
              Diagnostic.at(
                      Code.WRONG_TYPE,
                      call.origin(),
                      "the ends of components() are of one type, and %s is %s while %s is %s"
                          .formatted(first.name(), first.type(), second.name(), second.type()))
                  .withHint("read a model that casts one of them"));
    }

    /** Whole numbers go together, and texts; of anything else both ends are the same type. */
    private static Optional<String> kind(Field end) {
      if (end.type() == null) {
        return Optional.empty();
      }
      String type = end.type().toLowerCase(java.util.Locale.ROOT).strip();
      return TypeClass.of(type)
          .filter(c -> !type.startsWith("enum"))
          .map(
              c ->
                  c == TypeClass.TEXT && !type.equals("uuid")
                      ? "text"
                      : c == TypeClass.NUMBER
                              && !type.startsWith("decimal")
                              && !type.startsWith("numeric")
                          ? "whole number"
                          : type);
    }

    static String common(Field first, Field second) {
      String one = java.util.Objects.requireNonNull(first.type());
      if (one.equalsIgnoreCase(second.type())) {
        return one;
      }
      return kind(first).orElseThrow().equals("text") ? "varchar" : "bigint";
    }
  }
}
