package dev.accrete.compiler.load;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.compiler.load.DeclarationsReader.ModelDocument;
import dev.accrete.compiler.load.ModelFile.ColumnDocument;
import dev.accrete.compiler.load.ModelFile.ModelConfiguration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts what YAML files say of models beside what their front matter says; the front matter goes
 * first.
 */
final class ModelDocuments {
  private final Findings findings;

  ModelDocuments(Findings findings) {
    this.findings = findings;
  }

  List<ModelFile> merged(List<ModelFile> models, List<ModelDocument> documents) {
    List<String> names = models.stream().map(ModelFile::name).toList();
    Map<String, ModelDocument> byModel = new LinkedHashMap<>();
    for (ModelDocument document : documents) {
      ModelDocument before = byModel.putIfAbsent(document.model(), document);
      if (before != null) {
        Diagnostic twice =
            Diagnostic.of(Code.DUPLICATE_NAME, document.place(), "model entrie", document.model());
        findings.add(twice.withNote(before.place(), "the other one stands here"));
      } else if (!names.contains(document.model())) {
        unknown(document, names);
      }
    }
    return models.stream().map(model -> merged(model, byModel.get(model.name()))).toList();
  }

  private void unknown(ModelDocument document, List<String> names) {
    Diagnostic wrong =
        Diagnostic.of(
            Code.WRONG_VALUE, document.place(), "name", "a model of the project", document.model());
    String hint = Nearest.hint(document.model(), names);
    findings.add(hint == null ? wrong : wrong.withHint(hint));
  }

  private static ModelFile merged(
      ModelFile model, @org.jspecify.annotations.Nullable ModelDocument document) {
    if (document == null) {
      return model;
    }
    ModelConfiguration own = model.configuration();
    String description = own.description().isEmpty() ? document.description() : own.description();
    List<ColumnDocument> columns = columns(own.columns(), document.columns());
    return new ModelFile(
        model.name(),
        model.file(),
        model.bodyStart(),
        model.bodyEnd(),
        own.documented(description, columns));
  }

  private static List<ColumnDocument> columns(List<ColumnDocument> own, List<ColumnDocument> more) {
    Map<String, ColumnDocument> columns = new LinkedHashMap<>();
    own.forEach(column -> columns.put(column.name(), column));
    more.forEach(column -> columns.merge(column.name(), column, ModelDocuments::filled));
    return List.copyOf(columns.values());
  }

  private static ColumnDocument filled(ColumnDocument own, ColumnDocument other) {
    List<Object> tests = new ArrayList<>(own.tests());
    tests.addAll(other.tests());
    return new ColumnDocument(
        own.name(),
        own.type() == null ? other.type() : own.type(),
        own.description().isEmpty() ? other.description() : own.description(),
        List.copyOf(tests),
        own.type() == null ? other.place() : own.place());
  }
}
