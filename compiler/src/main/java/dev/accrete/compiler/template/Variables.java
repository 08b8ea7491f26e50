package dev.accrete.compiler.template;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.compiler.source.Origin;
import freemarker.template.ObjectWrapper;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The functions {@code var} and {@code env}, which models and YAML values share.
 *
 * @param variables what {@code var} finds
 * @param environment what {@code env} finds
 * @param anyName whether {@code env} gives variables of any name, as in targets, or only Accrete's
 *     own
 * @param origin where the call stands
 */
record Variables(
    Map<String, Object> variables,
    Map<String, String> environment,
    boolean anyName,
    ObjectWrapper wrapper,
    Supplier<Origin> origin,
    Findings findings) {
  TemplateModel variable(List<?> arguments) throws TemplateModelException {
    Arguments given = new Arguments("var", arguments);
    String name = given.text(0, 1, 2);
    Object value = variables.get(name);
    if (value != null) {
      return Objects.requireNonNull(wrapper.wrap(value));
    }
    TemplateModel otherwise = given.value(1);
    if (otherwise != null) {
      return otherwise;
    }
    String hint = Nearest.hint(name, variables.keySet());
    Diagnostic unknown = Diagnostic.at(Code.UNKNOWN_VARIABLE, origin.get(), name);
    findings.add(
        hint == null ? unknown.withHint("add it to vars in accrete.yml") : unknown.withHint(hint));
    throw new Reported();
  }

  String environment(List<?> arguments) throws TemplateModelException {
    Arguments given = new Arguments("env", arguments);
    String name = given.text(0, 1, 2);
    if (!anyName && !name.startsWith(RenderSettings.OWN_PREFIX)) {
      findings.add(Diagnostic.at(Code.ENVIRONMENT_FORBIDDEN, origin.get(), name));
      throw new Reported();
    }
    String value = environment.get(name);
    if (value != null) {
      return value;
    }
    if (arguments.size() > 1) {
      return given.text(1, 1, 2);
    }
    findings.add(Diagnostic.at(Code.ENVIRONMENT_MISSING, origin.get(), name));
    throw new Reported();
  }
}
