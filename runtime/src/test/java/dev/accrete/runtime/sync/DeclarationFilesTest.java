package dev.accrete.runtime.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.Compiler;
import dev.accrete.compiler.load.CatalogueColumn;
import dev.accrete.compiler.load.NotEditableException;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.compiler.load.SourceDeclaration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeclarationFilesTest {
  private static final CatalogueColumn ID = new CatalogueColumn("id", "integer", false);

  private final ProjectFiles project =
      ProjectFiles.of(
          Map.of(
              "accrete.yml",
              "name: shop\nschema: derived\ndialect: duckdb\ntarget: dev\ntargets:\n"
                  + "  dev: {engine: duckdb, path: dev.duckdb}\n",
              "models/sources.yml",
              "sources:\n  - name: raw.events\n    changes: static\n    columns:\n"
                  + "      id: {type: integer, nullable: perhaps}\n"));
  private final DeclarationFiles files = new DeclarationFiles(project, CompileOptions.DEFAULT);
  private final SourceDeclaration events =
      Compiler.declarations(project, CompileOptions.DEFAULT).value().sources().get(0);

  @Test
  void aChangeMayMendAnError() throws NotEditableException {
    files.change(events, List.of(ID), editor -> editor.change(events, ID));
    assertThat(files.changed().get(0).text()).endsWith("id: {type: integer, nullable: false}\n");
  }

  @Test
  void aChangeThatPutsOneErrorInThePlaceOfAnotherIsNotTaken() {
    assertThatThrownBy(
            () ->
                files.change(
                    events,
                    List.of(ID),
                    editor -> {
                      editor.change(events, ID);
                      editor.add(events, List.of(ID));
                    }))
        .isInstanceOf(NotEditableException.class)
        .hasMessageContaining("would change other things");
    assertThat(files.changed()).isEmpty();
  }
}
