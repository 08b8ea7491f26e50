package dev.accrete.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.accrete.compiler.certificate.Certificate;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each shape of docs/json.md has the keys that are written, and no others. */
final class JsonDocumentTest {
  private static final Path DOCUMENT =
      Path.of(System.getProperty("accrete.root", "..")).resolve("docs/json.md");

  private static final Map<String, Class<?>> SHAPES =
      Map.ofEntries(
          Map.entry("manifest.json", Manifest.class),
          Map.entry("model node", Manifest.ModelNode.class),
          Map.entry("test node", Manifest.TestNode.class),
          Map.entry("unit test node", Manifest.UnitTestNode.class),
          Map.entry("run_results.json", RunResults.class),
          Map.entry("explain", ExplainReport.class),
          Map.entry("ls", Listing.class),
          Map.entry("lineage", LineageReport.class),
          Map.entry("freshness", FreshnessReport.class),
          Map.entry("source", SyncReport.class),
          Map.entry("transpile", TranspileReport.class),
          Map.entry("state", StateReport.class),
          Map.entry("load", LoadResult.class),
          Map.entry("seed", SeedReport.class),
          Map.entry("plan", PlanReport.class),
          Map.entry("status", StatusReport.class),
          Map.entry("show", Preview.class),
          Map.entry("diff", DifferenceReport.class),
          Map.entry("audit", AuditReport.class),
          Map.entry("audited table", AuditReport.Table.class),
          Map.entry("audited row", AuditReport.Row.class),
          Map.entry("verify", VerifyReport.class),
          Map.entry("verified model", VerifyReport.Model.class),
          Map.entry("failing case", VerifyReport.Failure.class),
          Map.entry("debug", DebugReport.class),
          Map.entry("demo", DemoReport.class),
          Map.entry("derivation", Derivation.class),
          Map.entry("route", Derivation.RouteShape.class),
          Map.entry("restriction", Derivation.RestrictionShape.class),
          Map.entry("step", Derivation.StepShape.class),
          Map.entry("refusal", Derivation.RefusalShape.class),
          Map.entry("runner-up", Certificate.RunnerUp.class),
          Map.entry("open answer", Certificate.OpenAnswer.class),
          Map.entry("column", Manifest.ColumnShape.class),
          Map.entry("side", DifferenceReport.Side.class),
          Map.entry("finding", Finding.class));

  static Set<String> shapes() {
    return new TreeSet<>(SHAPES.keySet());
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void documentsEachKey(String title) throws IOException {
    Set<String> written = new TreeSet<>();
    record(SHAPES.get(title), "", written);
    assertThat(documented(title)).isEqualTo(written);
  }

  private static Set<String> documented(String title) throws IOException {
    String text = Files.readString(DOCUMENT);
    Matcher section =
        Pattern.compile("(?ms)^###? " + Pattern.quote(title) + "\\n(.*?)(?=^##|\\z)").matcher(text);
    assertThat(section.find()).as("a section " + title).isTrue();
    Set<String> keys = new TreeSet<>();
    Matcher row = Pattern.compile("(?m)^\\| `([^`]+)` \\|").matcher(section.group(1));
    while (row.find()) {
      assertThat(keys.add(row.group(1))).as(row.group(1)).isTrue();
    }
    return keys;
  }

  private static void record(Class<?> shape, String place, Set<String> keys) {
    for (RecordComponent component : shape.getRecordComponents()) {
      String name = new PropertyNamingStrategies.SnakeCaseStrategy().translate(component.getName());
      value(component.getGenericType(), place.isEmpty() ? name : place + "." + name, keys);
    }
  }

  /** Parts with a section of their own are not told again where they are used. */
  private static void value(Type type, String place, Set<String> keys) {
    if (type instanceof ParameterizedType generic) {
      boolean list = generic.getRawType() == List.class;
      Type inner = generic.getActualTypeArguments()[list ? 0 : 1];
      value(inner, place + (list ? "[]" : ".*"), keys);
    } else if (type instanceof Class<?> plain && plain.isRecord() && !SHAPES.containsValue(plain)) {
      record(plain, place, keys);
    } else {
      keys.add(place);
    }
  }
}
