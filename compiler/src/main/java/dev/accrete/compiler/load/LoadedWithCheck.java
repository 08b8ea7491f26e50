package dev.accrete.compiler.load;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.compiler.load.SourceDeclaration.ChangeKind;
import dev.accrete.compiler.load.SourceDeclaration.Column;
import dev.accrete.compiler.load.SourceDeclaration.LoadedWith;
import dev.accrete.compiler.load.SourceDeclaration.LoadedWith.Equality;
import dev.accrete.compiler.source.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Checks sources whose rows come with those of another one: that one must tell its own batches, and
 * both must have the columns that are compared, of one type.
 */
final class LoadedWithCheck {
  private final Map<String, SourceDeclaration> sources = new LinkedHashMap<>();
  private final Findings findings;

  LoadedWithCheck(List<SourceDeclaration> declared, Findings findings) {
    declared.forEach(source -> sources.put(source.name(), source));
    this.findings = findings;
  }

  void check() {
    sources.values().forEach(source -> source.loadedWith().ifPresent(with -> check(source, with)));
  }

  private void check(SourceDeclaration source, LoadedWith with) {
    SourceDeclaration parent = sources.get(with.source());
    if (parent == null || !isStamped(parent)) {
      Diagnostic wrong =
          Diagnostic.of(
              Code.WRONG_VALUE,
              with.span(),
              "the source of loaded_with",
              "a source with loaded_at",
              with.source());
      findings.add(hinted(wrong, parent == null ? nearest(with) : why(parent)));
      return;
    }
    for (Equality equality : with.on()) {
      Optional<Column> own = column(source, equality.column(), equality.span());
      Optional<Column> other = column(parent, equality.other(), equality.span());
      if (own.isPresent() && other.isPresent() && differ(own.get(), other.get())) {
        String said =
            "%s of %s is %s, and %s of %s is %s"
                .formatted(
                    equality.column(),
                    source.name(),
                    own.get().type(),
                    equality.other(),
                    parent.name(),
                    other.get().type());
        findings.add(
            Diagnostic.of(Code.WRONG_TYPE, equality.span(), said)
                .withHint("loaded_with compares columns of one type"));
      }
    }
  }

  private static boolean isStamped(SourceDeclaration parent) {
    return parent.changes() == ChangeKind.APPEND && parent.loadedAt().isPresent();
  }

  private String nearest(LoadedWith with) {
    List<String> stamped =
        sources.values().stream()
            .filter(LoadedWithCheck::isStamped)
            .map(SourceDeclaration::name)
            .toList();
    String hint = Nearest.hint(with.source(), stamped);
    return hint == null ? "" : hint;
  }

  private static String why(SourceDeclaration parent) {
    return parent
        .loadedWith()
        .map(
            with ->
                parent.name()
                    + " is loaded with "
                    + with.source()
                    + " itself: name the source at the beginning")
        .orElse("");
  }

  private Optional<Column> column(SourceDeclaration source, String name, Span span) {
    Optional<Column> column = source.column(name);
    if (column.isEmpty()) {
      Diagnostic unknown = Diagnostic.of(Code.UNKNOWN_COLUMN, span, name, source.name());
      String hint = Nearest.hint(name, source.columns().stream().map(Column::name).toList());
      findings.add(hinted(unknown, hint == null ? "" : hint));
    }
    return column;
  }

  private static Diagnostic hinted(Diagnostic diagnostic, String hint) {
    return hint.isEmpty() ? diagnostic : diagnostic.withHint(hint);
  }

  private static boolean differ(Column own, Column other) {
    boolean known = !own.type().equals(Column.UNKNOWN) && !other.type().equals(Column.UNKNOWN);
    return known && !kind(own.type()).equals(kind(other.type()));
  }

  /** A type without its length, by one of its names. */
  private static String kind(String type) {
    String name = type.toLowerCase(Locale.ROOT).replaceFirst("\\(.*\\)", "").strip();
    return switch (name) {
      case "character varying", "nvarchar", "text", "string" -> "varchar";
      case "character", "nchar", "bpchar" -> "char";
      case "int", "int4" -> "integer";
      case "int8" -> "bigint";
      case "int2" -> "smallint";
      case "numeric" -> "decimal";
      case "bool" -> "boolean";
      case "float8", "float", "double" -> "double precision";
      case "float4" -> "real";
      case "datetime", "timestamp without time zone" -> "timestamp";
      case "timestamp with time zone" -> "timestamptz";
      default -> name;
    };
  }
}
