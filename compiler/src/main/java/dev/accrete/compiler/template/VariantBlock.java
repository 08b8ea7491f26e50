package dev.accrete.compiler.template;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.template.ModelScope.Variant;
import freemarker.core.Environment;
import freemarker.template.TemplateDirectiveBody;
import freemarker.template.TemplateDirectiveModel;
import freemarker.template.TemplateException;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code [@incremental]…[/@incremental]} or {@code [@full]…[/@full]}: its body is rendered in that
 * variant alone.
 */
@SuppressWarnings("rawtypes") // FreeMarker's own types
record VariantBlock(ModelScope scope, Variant variant) implements TemplateDirectiveModel {

  @Override
  public void execute(
      Environment environment,
      Map parameters,
      TemplateModel[] loopVariables,
      @Nullable TemplateDirectiveBody body)
      throws TemplateException, IOException {
    if (!parameters.isEmpty() || loopVariables.length > 0) {
      throw new TemplateModelException("the block takes no parameters");
    }
    if (variant == Variant.INCREMENTAL) {
      scope.noteHandWritten();
      checkKey();
    }
    if (body != null && scope.variant() == variant) {
      scope.enterBlock();
      try {
        body.render(environment.getOut());
      } finally {
        scope.leaveBlock();
      }
    }
  }

  private void checkKey() {
    if (scope.model().configuration().uniqueKey().isEmpty()) {
      scope.fail();
      scope.report(
          Diagnostic.at(Code.UNIQUE_KEY_MISSING, scope.origin())
              .withHint(
                  "name the columns by which rows are put in place, or delete the block: the plain SELECT is enough"));
    }
  }
}
