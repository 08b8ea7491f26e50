package dev.accrete.compiler.template;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;
import dev.accrete.compiler.template.MacroNames.Defined;
import dev.accrete.compiler.template.Macros.MacroFile;
import freemarker.core.ParseException;
import freemarker.template.Template;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the files of macros once for all models: names that are taken twice and files that do not
 * parse are found here.
 */
final class MacroReader {
  private final Findings findings;
  private final Map<String, Span> taken = new LinkedHashMap<>();
  private final Set<String> lost = new LinkedHashSet<>();

  MacroReader(Findings findings) {
    this.findings = findings;
  }

  Macros read(List<SourceFile> files, TemplateLanguage language) {
    Map<String, MacroFile> read = new LinkedHashMap<>();
    for (SourceFile file : files) {
      Set<String> names = new LinkedHashSet<>();
      for (Defined macro : MacroNames.macros(file)) {
        names.add(macro.name());
        claim(macro);
      }
      if (parses(file, language)) {
        names.addAll(MacroNames.values(file));
        read.put(file.path(), new MacroFile(file, names, MacroNames.words(file.text())));
      } else {
        lost.addAll(names);
      }
    }
    return new Macros(Collections.unmodifiableMap(read), lost);
  }

  private void claim(Defined macro) {
    if (FunctionName.isOne(macro.name())) {
      Diagnostic twice = Diagnostic.of(Code.DUPLICATE_NAME, macro.place(), "macro", macro.name());
      findings.add(twice.withHint(macro.name() + " is one of Accrete's own"));
      return;
    }
    Span before = taken.putIfAbsent(macro.name(), macro.place());
    if (before != null) {
      Diagnostic twice = Diagnostic.of(Code.DUPLICATE_NAME, macro.place(), "macro", macro.name());
      findings.add(twice.withNote(before, "the other one stands here"));
    }
  }

  private boolean parses(SourceFile file, TemplateLanguage language) {
    TemplatePlaces places = TemplatePlaces.of(file, 0, file.text().length());
    int before = findings.count();
    try {
      Template template = language.macros(file);
      ForbiddenWords.check(template, file.text(), places, findings);
    } catch (ParseException e) {
      TemplateErrors.ofValues().report(e, places, findings);
    } catch (StackOverflowError e) {
      findings.add(Diagnostic.of(Code.TEMPLATE_LIMIT, places.start(), "nesting depth"));
    } catch (IOException e) {
      findings.add(
          Diagnostic.of(
              Code.FILE_UNREADABLE, null, file.path(), "the template language refuses it"));
    }
    return findings.count() == before;
  }
}
