package dev.accrete.compiler.template;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.template.ModelScope.Variant;
import freemarker.template.SimpleScalar;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names that a model's template finds: functions, values, and the blocks of the two variants.
 */
final class ModelFunctions implements TemplateHashModel {
  private static final String DECLARE_HINT =
      "a table that others load is declared under sources: in a .yml file among the models";

  private static final String BLOCK_HINT =
      "write [@incremental]SELECT … the rows to put in place … FROM ${this} …[/@incremental] and the plain SELECT in"
          + " [@full]…[/@full]";

  private final ModelScope scope;
  private final RelationNames relations;
  private final Map<String, TemplateModel> models = new HashMap<>();

  ModelFunctions(
      ModelScope scope, RelationNames relations, Variables variables, RenderSettings settings) {
    this.scope = scope;
    this.relations = relations;
    method(FunctionName.REF, this::ref);
    method(FunctionName.VAR, variables::variable);
    method(FunctionName.ENV, arguments -> new SimpleScalar(variables.environment(arguments)));
    method(FunctionName.COMPONENTS, this::components);
    method(
        FunctionName.INCREMENT_FILTER,
        arguments -> new SimpleScalar(new IncrementFilter(scope).of(arguments)));
    put(FunctionName.TARGET, target(settings));
    put(FunctionName.RUN_STARTED_AT, new CallableText(settings.runStartedAt()));
    put(FunctionName.INCREMENTAL, new VariantBlock(scope, Variant.INCREMENTAL));
    put(FunctionName.FULL, new VariantBlock(scope, Variant.FULL));
  }

  private void method(FunctionName name, TemplateMethodModelEx method) {
    put(name, method);
  }

  private void put(FunctionName name, TemplateModel model) {
    models.put(name.written(), model);
  }

  private static TemplateHashModel target(RenderSettings settings) {
    Map<String, TemplateModel> target =
        Map.of(
            "name",
            new SimpleScalar(settings.targetName()),
            "schema",
            new SimpleScalar(settings.targetSchema()));
    return new TemplateHashModel() {
      @Override
      public @Nullable TemplateModel get(String key) {
        return target.get(key);
      }

      @Override
      public boolean isEmpty() {
        return false;
      }
    };
  }

  @Override
  public @Nullable TemplateModel get(String key) throws TemplateModelException {
    if (key.equals(FunctionName.THIS.written())) {
      return thisTable();
    }
    if (key.equals(FunctionName.IS_INCREMENTAL.written())) {
      return isIncremental();
    }
    return models.get(key);
  }

  @Override
  public boolean isEmpty() {
    return false;
  }

  private TemplateModel thisTable() throws TemplateModelException {
    boolean inIncrement = scope.inBlock() && scope.variant() == Variant.INCREMENTAL;
    if (!scope.isHook() && !inIncrement) {
      throw outsideBlock(Reference.THIS);
    }
    return new CallableText(scope.mark(Reference.THIS, SqlName.quoted(Reference.THIS)));
  }

  private TemplateModel isIncremental() throws TemplateModelException {
    if (!scope.inBlock()) {
      throw outsideBlock(FunctionName.IS_INCREMENTAL.written());
    }
    return new CallableFlag(scope.variant() == Variant.INCREMENTAL);
  }

  private Reported outsideBlock(String what) {
    scope.report(Diagnostic.at(Code.THIS_OUTSIDE_BLOCK, scope.origin(), what).withHint(BLOCK_HINT));
    return new Reported();
  }

  private TemplateModel ref(List<?> arguments) throws TemplateModelException {
    String name = new Arguments("ref", arguments).text(0, 1, 1);
    if (!relations.contains(name)) {
      unknown(name);
    }
    return new SimpleScalar(scope.mark(name, SqlName.quotedRelation(name)));
  }

  /**
   * The rendering goes on after an unknown name, so that more mistakes are found; its text is of no
   * use.
   */
  private void unknown(String name) {
    scope.fail();
    if (relations.complete()) {
      Diagnostic unknown = Diagnostic.at(Code.UNKNOWN_REFERENCE, scope.origin(), name);
      String hint = relations.hint(name);
      scope.report(unknown.withHint(hint == null ? DECLARE_HINT : hint));
    }
  }

  /** The hidden model that holds the components, by its name. */
  private TemplateModel components(List<?> arguments) throws TemplateModelException {
    Arguments texts = new Arguments(FunctionName.COMPONENTS.written(), arguments);
    String relation = texts.text(0, 3, 3);
    if (!relations.contains(relation)) {
      unknown(relation);
    }
    String model = scope.components(relation, texts.text(1, 3, 3), texts.text(2, 3, 3));
    return new SimpleScalar(scope.mark(model, SqlName.quoted(model)));
  }
}
