package dev.accrete.compiler.template;

import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateScalarModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arguments of a function that a template calls. */
record Arguments(String function, List<?> values) {

  /** The text at a place among at least so many and at most so many arguments. */
  String text(int index, int least, int most) throws TemplateModelException {
    if (values.size() < least || values.size() > most) {
      String wanted = least == most ? String.valueOf(least) : least + " or " + most;
      throw new TemplateModelException(
          function + "() takes " + wanted + " texts, not " + values.size());
    }
    if (values.get(index) instanceof TemplateScalarModel scalar) {
      return scalar.getAsString();
    }
    throw new TemplateModelException(function + "() takes a text in quotes");
  }

  /** The value at a place, or null. */
  @Nullable TemplateModel value(int index) {
    return index < values.size() ? (TemplateModel) values.get(index) : null;
  }
}
