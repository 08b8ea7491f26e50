package dev.accrete.compiler.validate;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.load.ProjectSettings.Validation;
import dev.accrete.compiler.parse.ParsedText;
import dev.accrete.compiler.parse.Unread;
import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.tree.OpaqueReason;
import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Validates one model: our tree with names resolved, and the output columns with their types. */
public final class ModelValidator {
  private ModelValidator() {}

  /**
   * A validated model.
   *
   * @param root the tree; opaque where the query was not understood, or not valid under a lower
   *     validation
   * @param columns the output columns; empty where they are not known
   * @param calls each function and operator, by its name in upper case, to the place where it is
   *     called first
   * @param traced what each column is computed from, where the tree is opaque and this is known
   */
  public record Validated(
      Relation root, List<Field> columns, Map<String, Origin> calls, List<List<String>> traced) {
    public Validated {
      columns = List.copyOf(columns);
      traced = List.copyOf(traced);
    }

    /** A model whose tree tells what its columns are computed from, or nothing does. */
    public Validated(Relation root, List<Field> columns, Map<String, Origin> calls) {
      this(root, columns, calls, List.of());
    }
  }

  /**
   * The validated model; absent where it has errors. With validation below strict, errors become
   * warnings and nothing is derived.
   */
  public static Checked<Optional<Validated>> validate(
      ParsedText parsed, Catalogue catalogue, Validation validation) {
    return validate(parsed, catalogue, validation, "");
  }

  /**
   * The validated model; absent where it has errors. With validation below strict, errors become
   * warnings and nothing is derived.
   *
   * @param engine what is to read the text: some results have other types on another
   */
  public static Checked<Optional<Validated>> validate(
      ParsedText parsed, Catalogue catalogue, Validation validation, String engine) {
    if (parsed.unread().isPresent()) {
      return asWritten(parsed.unread().get());
    }
    if (engine.equals("redshift")) {
      CollectedRows.tell(parsed.query());
    }
    Checked<TreeBuilder.Tree> tree = TreeBuilder.build(parsed, catalogue);
    if (validation == Validation.OFF) {
      return unchecked(
          parsed,
          TypeChecker.check(parsed, catalogue, Code.INVALID_SQL, engine).value(),
          List.of(),
          tree.value().calls());
    }
    if (tree.hasErrors()) {
      return failed(parsed, tree.diagnostics(), validation, tree.value().calls());
    }
    boolean beyondTypes = BeyondTypes.isIn(parsed.query(), tree.value().root());
    if (tree.value().root() instanceof Relation.Opaque opaque && BeyondTypes.isInSuper(opaque)) {
      return inSuper(parsed, catalogue, tree, opaque, engine);
    }
    Checked<List<Field>> types =
        TypeChecker.check(
            parsed, catalogue, beyondTypes ? Code.INVALID_SQL_WARNING : Code.INVALID_SQL, engine);
    if (beyondTypes && !types.diagnostics().isEmpty()) {
      // What the type checker says of a form that it does not know is no news.
      List<Diagnostic> doubts = new ArrayList<>(tree.diagnostics());
      types.diagnostics().forEach(d -> doubts.add(TypeMessages.doubt(d)));
      return new Checked<>(Optional.of(of(tree.value(), List.of())), doubts);
    }
    boolean understood = !(tree.value().root() instanceof Relation.Opaque);
    if (types.hasErrors()
        && types.diagnostics().stream().allMatch(d -> TypeMessages.isDoubtful(d, understood))) {
      List<Diagnostic> doubts = new ArrayList<>(tree.diagnostics());
      types.diagnostics().stream()
          .filter(TypeMessages::isAboutTypes)
          .forEach(d -> doubts.add(TypeMessages.doubt(d)));
      return new Checked<>(Optional.of(of(tree.value(), List.of())), doubts);
    }
    if (types.hasErrors()) {
      return failed(parsed, types.diagnostics(), validation, tree.value().calls());
    }
    List<Diagnostic> all = new ArrayList<>(tree.diagnostics());
    all.addAll(types.diagnostics());
    return new Checked<>(Optional.of(of(tree.value(), types.value())), all);
  }

  /** A query that our tree has no form for, as it leads into SUPER values. */
  private static Checked<Optional<Validated>> inSuper(
      ParsedText parsed,
      Catalogue catalogue,
      Checked<TreeBuilder.Tree> tree,
      Relation.Opaque opaque,
      String engine) {
    Optional<Set<Integer>> supers = SuperViews.write(parsed.query(), new TextView(parsed));
    List<Field> types =
        supers.isEmpty()
            ? List.of()
            : TypeChecker.check(parsed, catalogue, Code.INVALID_SQL_WARNING, engine).value();
    List<Field> columns = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      Field field = types.get(i);
      columns.add(
          supers.get().contains(i) ? new Field(field.name(), "super", field.nullable()) : field);
    }
    List<Diagnostic> doubts = new ArrayList<>(tree.diagnostics());
    doubts.add(
        Diagnostic.at(
            Code.TYPES_UNKNOWN,
            opaque.origin(),
            opaque.detail() + " has the type that its data have"));
    return new Checked<>(Optional.of(of(tree.value(), columns)), doubts);
  }

  /** A text that only its engine reads. */
  private static Checked<Optional<Validated>> asWritten(Unread unread) {
    Relation root =
        new Relation.Opaque(OpaqueReason.OTHER, unread.form(), List.of(), unread.place());
    return new Checked<>(
        Optional.of(new Validated(root, List.of(), unread.calls())), unread.warnings());
  }

  private static Checked<Optional<Validated>> failed(
      ParsedText parsed,
      List<Diagnostic> diagnostics,
      Validation validation,
      Map<String, Origin> calls) {
    if (validation == Validation.STRICT) {
      return new Checked<>(Optional.empty(), diagnostics);
    }
    List<Diagnostic> warnings =
        diagnostics.stream()
            .map(
                d ->
                    new Diagnostic(
                        Code.INVALID_SQL_WARNING,
                        d.span(),
                        Code.INVALID_SQL_WARNING.message(
                            d.message().replaceFirst("^the SQL does not validate: ", "")),
                        d.hint(),
                        d.notes()))
            .toList();
    return unchecked(parsed, List.of(), warnings, calls);
  }

  private static Checked<Optional<Validated>> unchecked(
      ParsedText parsed, List<Field> types, List<Diagnostic> warnings, Map<String, Origin> calls) {
    Origin origin = parsed.rendered().beginning();
    Relation root = new Relation.Opaque(OpaqueReason.UNCHECKED, "the SQL", List.of(), origin);
    return new Checked<>(Optional.of(new Validated(root, named(types), calls)), warnings);
  }

  /** Columns whose names are the author's; none where the validator had to make up a name. */
  private static List<Field> named(List<Field> types) {
    return types.stream().noneMatch(f -> f.name().startsWith("EXPR$"))
        ? types.stream().map(ModelValidator::pivoted).toList()
        : List.of();
  }

  /** The column of PIVOT for {@code 'paid'} is called paid, and with an aggregate's name paid_n. */
  private static Field pivoted(Field field) {
    return field.name().startsWith("'")
        ? new Field(field.name().replaceFirst("(?s)^'(.*)'", "$1"), field.type(), field.nullable())
        : field;
  }

  /**
   * The tree's own names where it was understood; the validator's names and types where they fit.
   */
  private static Validated of(TreeBuilder.Tree tree, List<Field> types) {
    Relation root = tree.root();
    if (root instanceof Relation.Opaque) {
      return new Validated(root, named(types), tree.calls(), tree.traced());
    }
    List<Field> columns = new ArrayList<>();
    List<Field> fields = root.fields();
    boolean fits = types.size() == fields.size();
    for (int i = 0; i < fields.size(); i++) {
      // The type checker knows no SUPER, into which readers may have paths.
      boolean isSuper = "super".equalsIgnoreCase(fields.get(i).type());
      Field typed = fits && !isSuper ? types.get(i) : fields.get(i);
      columns.add(new Field(fields.get(i).name(), typed.type(), typed.nullable()));
    }
    return new Validated(root, columns, tree.calls());
  }
}
