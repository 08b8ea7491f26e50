package dev.accrete.compiler.template;

import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateMethodModelEx;
import java.util.List;

/** True or false, written with or without parentheses behind it. */
@SuppressWarnings("rawtypes") // FreeMarker's own types
record CallableFlag(boolean getAsBoolean) implements TemplateBooleanModel, TemplateMethodModelEx {
  @Override
  public Object exec(List arguments) {
    return getAsBoolean ? TemplateBooleanModel.TRUE : TemplateBooleanModel.FALSE;
  }
}
