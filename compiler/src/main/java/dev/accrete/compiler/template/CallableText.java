package dev.accrete.compiler.template;

import freemarker.template.SimpleScalar;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateScalarModel;
import java.util.List;

/** A text that may be written with or without parentheses behind it. */
@SuppressWarnings("rawtypes") // FreeMarker's own types
record CallableText(String getAsString) implements TemplateScalarModel, TemplateMethodModelEx {
  @Override
  public Object exec(List arguments) {
    return new SimpleScalar(getAsString);
  }
}
