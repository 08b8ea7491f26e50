package dev.accrete.compiler.load;

import static dev.accrete.compiler.load.Loading.messages;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.load.SourceDeclaration.Arrival;
import dev.accrete.compiler.load.SourceDeclaration.ChangeKind;
import dev.accrete.compiler.load.SourceDeclaration.Check;
import dev.accrete.compiler.load.SourceDeclaration.Column;
import dev.accrete.compiler.load.SourceDeclaration.Grain;
import dev.accrete.compiler.load.SourceDeclaration.Landing;
import dev.accrete.compiler.load.SourceDeclaration.LoadedAt;
import dev.accrete.compiler.load.SourceDeclaration.Move;
import org.junit.jupiter.api.Test;

class SourceReaderTest {
  private static final String EVENTS =
      """
      sources:
        - name: atomic.events
          description: All events.
          loaded_at: Etl_Tstamp
          unique_key: event_id
          columns:
            Event_Id: {type: varchar(36), nullable: false, description: The id., tests: [unique]}
            '"Weird Name"': {type: integer}
            page_url: varchar(4096)
      """;

  private static SourceDeclaration only(Checked<Project> loaded) {
    return loaded.value().sources().get(0);
  }

  @Test
  void readsASource() {
    Checked<Project> loaded = Loading.sources(EVENTS);
    assertThat(messages(loaded)).isEmpty();
    SourceDeclaration source = only(loaded);
    assertThat(source.name()).isEqualTo("atomic.events");
    assertThat(source.schema()).isEqualTo("atomic");
    assertThat(source.table()).isEqualTo("events");
    assertThat(source.loadedAt()).contains(new LoadedAt("etl_tstamp", Grain.STAMP));
    assertThat(source.changes()).isEqualTo(ChangeKind.APPEND);
    assertThat(source.arrival()).isEqualTo(Arrival.ANY);
    assertThat(source.uniqueKey()).containsExactly("event_id");
    assertThat(source.span().location()).isEqualTo("models/sources.yml:2:11");
  }

  @Test
  void foldsColumnNamesUnlessQuoted() {
    assertThat(only(Loading.sources(EVENTS)).columns())
        .extracting(Column::name)
        .containsExactly("event_id", "Weird Name", "page_url", "etl_tstamp");
  }

  @Test
  void addsTheStampAsANullableTimestamp() {
    assertThat(only(Loading.sources(EVENTS)).column("etl_tstamp"))
        .contains(new Column("etl_tstamp", "timestamp", true, ""));
  }

  @Test
  void readsGrainAndKeyLists() {
    String text =
        """
        sources:
          - name: events
            schema: raw
            loaded_at: {column: t, grain: hour}
            unique_key: [a, b]
            columns: [{name: a, type: int}, {name: B, type: int}]
        """;
    SourceDeclaration source = only(Loading.sources(text));
    assertThat(source.loadedAt()).contains(new LoadedAt("t", Grain.HOUR));
    assertThat(source.uniqueKey()).containsExactly("a", "b");
    assertThat(source.schema()).isEqualTo("raw");
    assertThat(source.name()).isEqualTo("events");
    assertThat(source.columns()).extracting(Column::name).containsExactly("a", "b", "t");
  }

  @Test
  void rowsOfLandingSourcesMoveBeforeTheModelsOrAfter() {
    String text = "sources:\n  - {name: a.a, changes: landing, landing: l.a, columns: {x: int}}\n";
    assertThat(only(Loading.sources(text)).landing()).contains(new Landing("l", "a", Move.BEFORE));
    assertThat(only(Loading.sources(text.replace("l.a,", "l.a, move: after,"))).landing())
        .contains(new Landing("l", "a", Move.AFTER));
    assertThat(messages(Loading.sources(text.replace("l.a,", "l.a, move: later,"))))
        .containsExactly(
            "E004 models/sources.yml:2:55 move must be one of before, after, not later");
    assertThat(
            messages(
                Loading.sources(
                    "sources:\n  - {name: a.a, changes: static, move: after, columns: {x: int}}\n")))
        .containsExactly(
            "E004 models/sources.yml:2:40 move must be left out unless changes is landing, not after");
  }

  @Test
  void hashesOnlyWhereAllIsCounted() {
    String text = "sources:\n  - {name: a.b, loaded_at: t, check: hash, columns: {x: int}}\n";
    assertThat(only(Loading.sources(text)).check()).isEqualTo(Check.HASH);
    String hours = text.replace("loaded_at: t", "loaded_at: {column: t, grain: hour}");
    assertThat(only(Loading.sources(hours)).check()).isEqualTo(Check.HASH);
    assertThat(messages(Loading.sources(text.replace("check", "arrival: trusted, check"))))
        .singleElement()
        .asString()
        .contains("left out unless arrival is any", "hashes are of all rows");
  }

  @Test
  void arrivalAndCheckStandAlone() {
    String text =
        """
        sources:
          - {name: a.b, loaded_at: t, arrival: trusted, deletes: a.gone, columns: {x: int}}
          - {name: a.gone, loaded_at: noted, columns: {x: int, t: timestamp}}
          - {name: a.c, loaded_with: {source: a.d, on: x = x}, columns: {x: int}}
          - {name: a.d, loaded_at: t, arrival: ordered, columns: {x: int}}
          - {name: a.e, loaded_with: {source: a.gone, on: x = x}, check: hash, columns: {x: int}}
        """;
    assertThat(messages(Loading.sources(text)))
        .satisfiesExactlyInAnyOrder(
            m -> assertThat(m).contains("2:40", "arrival", "left out on a source with deletes"),
            m -> assertThat(m).contains("a.d is not counted whole: leave arrival and check out"),
            m -> assertThat(m).contains("check", "left out on a source with loaded_with"));
  }

  @Test
  void readsHowMuchIsCountedOfAppendSourcesAlone() {
    String text = "sources:\n  - {name: a.b, loaded_at: t, arrival: trusted, columns: {x: int}}\n";
    assertThat(only(Loading.sources(text)).arrival()).isEqualTo(Arrival.TRUSTED);
    String unchanging =
        "sources:\n  - {name: a.b, changes: static, arrival: ordered, columns: {x: int}}\n";
    assertThat(messages(Loading.sources(unchanging)))
        .singleElement()
        .asString()
        .contains("arrival", "left out unless changes is append");
  }

  @Test
  void readsWithWhichSourceAnotherIsLoaded() {
    String text =
        """
        sources:
          - name: a.contexts
            loaded_with: {source: a.events, on: [Root_Id = event_id, '"At" = "Its = Time"']}
            columns: {root_id: varchar(36), '"At"': timestamp}
          - name: a.events
            loaded_at: t
            columns: {event_id: text, '"Its = Time"': timestamp without time zone}
        """;
    Checked<Project> loaded = Loading.sources(text);
    assertThat(messages(loaded)).isEmpty();
    SourceDeclaration.LoadedWith with = only(loaded).loadedWith().orElseThrow();
    assertThat(with.source()).isEqualTo("a.events");
    assertThat(with.on())
        .extracting(e -> e.column() + "|" + e.other())
        .containsExactly("root_id|event_id", "At|Its = Time");
  }

  @Test
  void columnsHaveNames() {
    assertThat(
            messages(
                Loading.sources(
                    "sources:\n  - {name: a.b, changes: static, columns: {x: int, \"\": int}}\n")))
        .containsExactly("E005 models/sources.yml:2:52 a column of a.b lacks a name");
  }

  @Test
  void needsAStampWhereRowsAreAppended() {
    assertThat(messages(Loading.sources("sources:\n  - {name: a.b, columns: {x: int}}\n")))
        .first()
        .asString()
        .startsWith("E005 models/sources.yml:2:12 the source a.b lacks loaded_at; name the column");
  }

  @Test
  void readsASnapshotSource() {
    String text =
        "sources:\n  - {name: a.b, changes: snapshot, ignore: Synced, columns: {x: int, synced: int}}\n";
    SourceDeclaration source = only(Loading.sources(text));
    assertThat(source.changes()).isEqualTo(SourceDeclaration.ChangeKind.SNAPSHOT);
    assertThat(source.readable().stream().map(SourceDeclaration.Column::name)).containsExactly("x");
  }

  @Test
  void ignoresOnlySomeDeclaredColumnsOfSnapshotSources() {
    String text =
        """
        sources:
          - {name: a.a, changes: snapshot, ignore: [y], columns: {x: int, z: int}}
          - {name: a.b, changes: snapshot, ignore: [x], columns: {x: int}}
          - {name: a.c, changes: static, ignore: [x], columns: {x: int, y: int}}
        """;
    assertThat(messages(Loading.sources(text)))
        .containsExactly(
            "E004 models/sources.yml:2:44 ignore must be declared columns, not y; did you mean x?",
            "E004 models/sources.yml:3:44 ignore must be some of the columns, not a list",
            "E004 models/sources.yml:4:42 ignore must be left out unless changes is snapshot, not a list");
  }

  @Test
  void refusesAStampOnASnapshotSource() {
    String text = "sources:\n  - {name: a.b, changes: snapshot, loaded_at: t, columns: {x: int}}\n";
    assertThat(messages(Loading.sources(text)))
        .containsExactly(
            "E004 models/sources.yml:2:26 changes must be append on a source with loaded_at, not snapshot");
  }

  @Test
  void refusesAStampOnAStaticSource() {
    String text = "sources:\n  - {name: a.b, changes: static, loaded_at: t, columns: {x: int}}\n";
    assertThat(messages(Loading.sources(text)))
        .containsExactly(
            "E004 models/sources.yml:2:26 changes must be append on a source with loaded_at, not static");
  }

  @Test
  void needsColumnsAndTypes() {
    String text =
        "sources:\n  - {name: a.b, changes: static}\n  - {name: a.c, changes: static, columns: {x: {}, y: }}\n";
    assertThat(messages(Loading.sources(text)))
        .containsExactly(
            "E005 models/sources.yml:2:5 the source a.b lacks columns",
            "E005 models/sources.yml:3:44 the column x of a.c lacks type",
            "E005 models/sources.yml:3:51 the column y of a.c lacks type");
  }

  @Test
  void namesTheNearestKeyOfAColumn() {
    String text = EVENTS.replace("nullable", "nulable");
    assertThat(messages(Loading.sources(text)))
        .containsExactly(
            "E002 models/sources.yml:7:37 unknown key nulable in the column Event_Id of atomic.events;"
                + " did you mean nullable?");
  }

  @Test
  void reportsAUniqueKeyThatIsNoColumn() {
    String text = EVENTS.replace("unique_key: event_id", "unique_key: evnt_id");
    assertThat(messages(Loading.sources(text)))
        .containsExactly(
            "E004 models/sources.yml:5:17 unique_key must be declared columns, not evnt_id; did you mean event_id?");
  }

  @Test
  void readsSortkeysUnderEitherName() {
    String several = EVENTS.replace("unique_key: event_id", "sortkeys: [etl_tstamp, Page_Url]");
    assertThat(messages(Loading.sources(several))).isEmpty();
    assertThat(only(Loading.sources(several)).sortkeys()).containsExactly("etl_tstamp", "page_url");
    String one = EVENTS.replace("unique_key: event_id", "sortkey: page_url");
    assertThat(only(Loading.sources(one)).sortkeys()).containsExactly("page_url");
    assertThat(only(Loading.sources(EVENTS)).sortkeys()).isEmpty();
  }

  @Test
  void reportsSortkeysThatAreNoColumnsOrOfNoUse() {
    String unknown = EVENTS.replace("unique_key: event_id", "sortkey: page_ulr");
    assertThat(messages(Loading.sources(unknown)))
        .containsExactly(
            "E004 models/sources.yml:5:14 sortkey must be declared columns, not page_ulr; did you mean page_url?");
    String both =
        EVENTS.replace("unique_key: event_id", "sortkeys: page_url\n    sortkey: page_url");
    assertThat(messages(Loading.sources(both)))
        .singleElement(as(STRING))
        .contains("sources.yml:6:5", "sortkeys and sortkey mean the same");
    String mutable =
        EVENTS
            .replace("loaded_at: Etl_Tstamp", "changes: snapshot")
            .replace("unique_key: event_id", "sortkeys: page_url");
    assertThat(messages(Loading.sources(mutable)))
        .singleElement(as(STRING))
        .contains("sources.yml:5:15", "sortkeys must be left out unless changes is append");
  }

  @Test
  void reportsTwoSourcesOfOneName() {
    String twin = EVENTS.replace("atomic.events", "Atomic.Events").replace("sources:\n", "");
    Checked<Project> loaded = Loading.sources(EVENTS + twin);
    assertThat(messages(loaded))
        .containsExactly("E007 models/sources.yml:10:11 two sources are named Atomic.Events");
    assertThat(loaded.diagnostics().get(0).notes()).hasSize(1);
    assertThat(loaded.value().sources()).hasSize(1);
  }

  @Test
  void reportsColumnsThatDifferByCaseAlone() {
    String text = EVENTS + "      '\"PAGE_URL\"': text\n";
    assertThat(messages(Loading.sources(text)))
        .containsExactly("E007 models/sources.yml:10:7 two columns are named PAGE_URL");
  }

  @Test
  void reportsNamesOfThreeParts() {
    assertThat(messages(Loading.sources("sources:\n  - name: a.b.c\n")))
        .containsExactly(
            "E004 models/sources.yml:2:11 name must be a table or schema.table, without quotes, not a.b.c");
  }

  @Test
  void reportsSourcesThatAreNoList() {
    Checked<Project> loaded = Loading.sources("sources: {a: b}\n");
    assertThat(messages(loaded))
        .containsExactly("E004 models/sources.yml:1:10 sources must be a list, not a map");
    assertThat(loaded.value().complete()).isFalse();
  }

  @Test
  void readsThreeThousandColumns() {
    StringBuilder text =
        new StringBuilder("sources:\n  - name: a.b\n    changes: static\n    columns:\n");
    for (int i = 0; i < 3000; i++) {
      text.append("      c").append(i).append(": {type: int}\n");
    }
    Checked<Project> loaded = Loading.sources(text.toString());
    assertThat(messages(loaded)).isEmpty();
    assertThat(only(loaded).columns()).hasSize(3000);
  }
}
