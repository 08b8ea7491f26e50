package dev.accrete.compiler.template;

import dev.accrete.compiler.source.SourceFile;
import freemarker.cache.StringTemplateLoader;
import freemarker.cache.StrongCacheStorage;
import freemarker.core.TemplateClassResolver;
import freemarker.core.UndefinedOutputFormat;
import freemarker.core._CoreAPI;
import freemarker.template.Configuration;
import freemarker.template.ObjectWrapper;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.Template;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

/**
 * FreeMarker as Accrete uses it: dollar interpolation alone and square-bracket tags, since {@code
 * <@} and <code>#{</code> are SQL; no escaping, no whitespace stripping, no classes, no files but
 * the project's macros, nothing of the machine's locale or clock.
 */
final class TemplateLanguage {
  private final Configuration configuration;

  /**
   * The language with files that templates may import by their paths in the project.
   *
   * @param macros the files of macros
   */
  TemplateLanguage(List<SourceFile> macros) {
    configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setTagSyntax(Configuration.SQUARE_BRACKET_TAG_SYNTAX);
    configuration.setInterpolationSyntax(Configuration.DOLLAR_INTERPOLATION_SYNTAX);
    configuration.setAutoEscapingPolicy(Configuration.DISABLE_AUTO_ESCAPING_POLICY);
    configuration.setOutputFormat(UndefinedOutputFormat.INSTANCE);
    configuration.setRecognizeStandardFileExtensions(false);
    configuration.setWhitespaceStripping(false);
    configuration.setTabSize(1);
    printPlainly();
    contain(macros);
  }

  private void printPlainly() {
    configuration.setNumberFormat("c");
    configuration.setBooleanFormat("c");
    configuration.setLocale(Locale.ROOT);
    configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
    configuration.setLocalizedLookup(false);
    configuration.setShowErrorTips(false);
    configuration.setLogTemplateExceptions(false);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setAttemptExceptionReporter((problem, environment) -> {});
    configuration.setFallbackOnNullLoopVariable(false);
  }

  private void contain(List<SourceFile> macros) {
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    configuration.setAPIBuiltinEnabled(false);
    configuration.setObjectWrapper(new SimpleObjectWrapper(Configuration.VERSION_2_3_34));
    StringTemplateLoader loader = new StringTemplateLoader();
    macros.forEach(macro -> loader.putTemplate(macro.path(), macro.text()));
    configuration.setTemplateLoader(loader);
    configuration.setCacheStorage(new StrongCacheStorage());
    configuration.setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE);
  }

  /**
   * A template of its own. Loops in it notice an interruption of their thread, also loops without a
   * body.
   */
  Template parse(String name, String text) throws IOException {
    Template template = new Template(name, new StringReader(text), configuration);
    _CoreAPI.addThreadInterruptedChecks(template);
    return template;
  }

  /**
   * The template of a macro file, the one that an include of it gives; to be called once for a
   * file.
   */
  Template macros(SourceFile file) throws IOException {
    Template template = configuration.getTemplate(file.path());
    _CoreAPI.addThreadInterruptedChecks(template);
    return template;
  }

  /** Makes template values of texts, numbers, lists and maps, and of nothing else. */
  ObjectWrapper wrapper() {
    return configuration.getObjectWrapper();
  }
}
