package dev.accrete.compiler.template;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.source.Span;
import freemarker.core.TemplateElement;
import freemarker.core.TextBlock;
import freemarker.template.Template;
import java.util.Enumeration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what templates must not use: what runs text as code, what reaches into Java, what reads the
 * clock, and bare numbers in interpolations.
 *
 * <p>It looks at FreeMarker's own print of each element, in which comments and odd blanks are gone.
 * Most templates hold none of the words, which a look at the text shows, and are not walked.
 */
@SuppressWarnings("deprecation") // FreeMarker's own types
final class ForbiddenWords {
  private static final String BUILT_INS = "new|api|eval|evalJson|eval_json|interpret";
  private static final String SPECIALS = "now|get_optional_template|getOptionalTemplate";
  private static final String DIRECTIVES = "setting";
  private static final Pattern SUSPICION =
      Pattern.compile(
          "\\?[^\\w]*(?:\\[#--.*?--\\][^\\w]*)*(?:"
              + BUILT_INS
              + ")\\b|\\.[\\s]*(?:\\[#--.*?--\\]\\s*)*(?:"
              + SPECIALS
              + ")\\b|\\[#(?:"
              + DIRECTIVES
              + ")\\b|\\$\\{[\\s-]*[0-9.]|\\$\\{\\s*\\[#--",
          Pattern.DOTALL);
  private static final Pattern HEADER = Pattern.compile("^\\s*\\[#ftl\\b");
  private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
  private static final Pattern BUILT_IN = Pattern.compile("\\?\\s*(" + BUILT_INS + ")\\b");
  private static final Pattern SPECIAL = Pattern.compile("(?<![\\w)\\]])\\.(" + SPECIALS + ")\\b");
  private static final Pattern DIRECTIVE = Pattern.compile("^\\[?#(" + DIRECTIVES + ")\\b");
  private static final Pattern NUMBER = Pattern.compile("^\\$\\{(-?[0-9][0-9.]*)\\}$");

  private final TemplatePlaces places;
  private final Findings findings;

  private ForbiddenWords(TemplatePlaces places, Findings findings) {
    this.places = places;
    this.findings = findings;
  }

  /** Reports every forbidden word of a template. */
  static void check(Template template, String text, TemplatePlaces places, Findings findings) {
    if (HEADER.matcher(text).find()) {
      findings.add(Diagnostic.of(Code.TEMPLATE_SYNTAX, places.start(), "#ftl is not allowed"));
    }
    if (SUSPICION.matcher(text).find()) {
      new ForbiddenWords(places, findings).walk(root(template));
    }
  }

  @SuppressWarnings("deprecation") // The tree has no other public door.
  private static TemplateElement root(Template template) {
    return template.getRootTreeNode();
  }

  private void walk(TemplateElement element) {
    if (!(element instanceof TextBlock)) {
      look(element);
    }
    Enumeration<?> children = element.children();
    while (children.hasMoreElements()) {
      walk((TemplateElement) children.nextElement());
    }
  }

  private void look(TemplateElement element) {
    String description = element.getDescription();
    if (description.startsWith("comment ")) {
      return;
    }
    Span span =
        places.span(
            element.getBeginLine(),
            element.getBeginColumn(),
            element.getEndLine(),
            element.getEndColumn());
    Matcher number = NUMBER.matcher(description);
    if (number.find()) {
      findings.add(TemplateErrors.numberInterpolation(span, number.group(1)));
    }
    String code = code(description);
    report(BUILT_IN, "?", code, span);
    report(SPECIAL, ".", code, span);
    report(DIRECTIVE, "#", code, span);
  }

  /** The print without what texts say, unless a text holds interpolations, which are code. */
  private static String code(String description) {
    boolean holdsCode = description.indexOf("${", 1) > 0;
    return holdsCode ? description : LITERAL.matcher(description).replaceAll("\"\"");
  }

  private void report(Pattern pattern, String mark, String code, Span span) {
    Matcher word = pattern.matcher(code);
    if (word.find()) {
      findings.add(
          Diagnostic.of(Code.TEMPLATE_SYNTAX, span, mark + word.group(1) + " is not allowed"));
    }
  }
}
