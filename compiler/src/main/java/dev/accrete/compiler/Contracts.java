package dev.accrete.compiler;

import dev.accrete.compiler.CompiledModel.OutputColumn;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.compiler.dialect.TypeClass;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.load.ModelFile.ColumnDocument;
import dev.accrete.compiler.plan.Around.Contract;
import dev.accrete.compiler.plan.Around.ContractColumn;
import dev.accrete.compiler.translate.Translator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model's contract: its columns are those that are declared, in the declared types. The names and
 * whatever is known of the types are compared here, the types as the engine has them before a run
 * writes anything.
 */
final class Contracts {
  private final Translator translator;
  private final String engine;

  /**
   * Contracts of a project.
   *
   * @param translator from its dialect to that of the engine, whose name the other argument is
   */
  Contracts(Translator translator, String engine) {
    this.translator = translator;
    this.engine = engine;
  }

  /** The contract; absent where the model has none, or breaks it, which is reported. */
  Optional<Contract> of(
      ModelFile model, List<OutputColumn> columns, String select, List<Diagnostic> found) {
    if (!model.configuration().contract()) {
      return Optional.empty();
    }
    List<ColumnDocument> declared = model.configuration().columns();
    List<Diagnostic> broken = new ArrayList<>();
    declared.forEach(document -> check(model, document, columns).ifPresent(broken::add));
    for (OutputColumn column : columns) {
      if (declared.stream().noneMatch(d -> d.name().equalsIgnoreCase(column.name()))) {
        broken.add(
            Diagnostic.of(
                Code.CONTRACT_BROKEN,
                Surroundings.place(model, "contract"),
                model.name(),
                "the column " + column.name() + " of type " + column.type() + " is not declared"));
      }
    }
    found.addAll(broken);
    List<ContractColumn> agreed =
        declared.stream().flatMap(document -> agreed(document).stream()).toList();
    return broken.isEmpty()
        ? Optional.of(
            new Contract("SELECT *\nFROM (\n" + select + "\n) AS contracted\nWHERE 1 = 0", agreed))
        : Optional.empty();
  }

  /** Absent where it has no type that the engine knows, which is an error. */
  private Optional<ContractColumn> agreed(ColumnDocument declared) {
    String type = String.valueOf(declared.type());
    return translator
        .type(type)
        .map(own -> new ContractColumn(declared.name(), type, own, declared.place().location()));
  }

  private Optional<Diagnostic> check(
      ModelFile model, ColumnDocument declared, List<OutputColumn> columns) {
    Optional<OutputColumn> column =
        columns.stream().filter(c -> c.name().equalsIgnoreCase(declared.name())).findFirst();
    if (column.isEmpty()) {
      Diagnostic gone =
          broken(model, declared, "the column " + declared.name() + " is not in the SELECT");
      String hint =
          Nearest.hint(declared.name(), columns.stream().map(OutputColumn::name).toList());
      return Optional.of(hint == null ? gone : gone.withHint(hint));
    }
    if (declared.type() == null) {
      return Optional.of(
          broken(model, declared, "the column " + declared.name() + " is declared without a type")
              .withHint("the compiler finds " + column.get().type()));
    }
    if (translator.type(declared.type()).isEmpty()) {
      return Optional.of(mistyped(model, declared, ", a type that " + engine + " lacks"));
    }
    Optional<TypeClass> wanted = TypeClass.of(declared.type());
    Optional<TypeClass> there = TypeClass.of(column.get().type());
    boolean differ = wanted.isPresent() && there.isPresent() && !wanted.equals(there);
    return differ
        ? Optional.of(mistyped(model, declared, ", and is " + column.get().type()))
        : Optional.empty();
  }

  private static Diagnostic mistyped(ModelFile model, ColumnDocument declared, String why) {
    return broken(
        model,
        declared,
        "the column " + declared.name() + " is declared as " + declared.type() + why);
  }

  private static Diagnostic broken(ModelFile model, ColumnDocument declared, String what) {
    return Diagnostic.of(Code.CONTRACT_BROKEN, declared.place(), model.name(), what);
  }
}
