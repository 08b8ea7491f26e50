package dev.accrete.runtime.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code target/manifest.json}: the whole compiled project, with dbt's keys where they mean the
 * same.
 *
 * @param metadata what was compiled, by what, for what
 * @param nodes the models by {@code model.<project>.<name>}, the data tests by {@code
 *     test.<project>.<name>}
 * @param sources the sources by {@code source.<project>.<schema>.<table>}
 * @param unitTests the unit tests by {@code unit_test.<project>.<model>.<name>}
 * @param parentMap unique id to the unique ids that it reads
 * @param childMap unique id to the unique ids that read it
 * @param diagnostics everything that the compiler has to say
 */
public record Manifest(
    Metadata metadata,
    Map<String, Node> nodes,
    Map<String, SourceNode> sources,
    Map<String, UnitTestNode> unitTests,
    Map<String, List<String>> parentMap,
    Map<String, List<String>> childMap,
    List<Finding> diagnostics) {

  /**
   * What was compiled: no clock and no machine in it, so that the same input gives the same bytes.
   */
  public record Metadata(
      String manifestVersion,
      String accreteVersion,
      @Nullable String projectName,
      @Nullable String target,
      @Nullable String adapterType,
      @Nullable String dialect) {}

  /** A model or a data test. */
  public sealed interface Node permits ModelNode, TestNode {
    /** What it reads. */
    DependsOn dependsOn();
  }

  /**
   * A model. Everything that compilation finds out is empty or null where {@code status} is error.
   */
  public record ModelNode(
      String uniqueId,
      String resourceType,
      String name,
      String alias,
      @Nullable String database,
      @Nullable String schema,
      @Nullable String relationName,
      String packageName,
      String path,
      String originalFilePath,
      List<String> fqn,
      String description,
      List<String> tags,
      Map<String, @Nullable Object> config,
      DependsOn dependsOn,
      Map<String, ColumnShape> columns,
      @Nullable String fingerprint,
      @Nullable String selectPath,
      @Nullable String fullPath,
      @Nullable String incrementalPath,
      List<String> strategies,
      @Nullable String strategy,
      List<String> key,
      List<Derivation.RouteShape> routes,
      Map<String, String> columnMethods,
      List<Derivation.RefusalShape> refusals,
      List<dev.accrete.compiler.certificate.Certificate.OpenAnswer> openAnswers,
      String status,
      List<Finding> errors)
      implements Node {}

  /**
   * A data test. The relation is the table in which the rows are kept that it finds; null where it
   * keeps none. What makes it is null for a file of {@code tests/}.
   */
  public record TestNode(
      String uniqueId,
      String resourceType,
      String name,
      @Nullable String alias,
      @Nullable String database,
      @Nullable String schema,
      @Nullable String relationName,
      String packageName,
      String path,
      String originalFilePath,
      List<String> fqn,
      String description,
      List<String> tags,
      TestConfig config,
      DependsOn dependsOn,
      @Nullable TestMetadata testMetadata,
      @Nullable String columnName,
      @Nullable String attachedNode,
      String status)
      implements Node {}

  /** What a number of rows means to a test, and which rows it looks at. */
  public record TestConfig(
      String severity,
      String errorIf,
      String warnIf,
      @Nullable String where,
      boolean storeFailures) {}

  /**
   * Which test of YAML it is.
   *
   * @param kwargs its arguments as written, the column among them
   */
  public record TestMetadata(String name, Map<String, Object> kwargs) {}

  /**
   * A unit test.
   *
   * @param given what is there first; empty where the test has batches alone
   * @param batches what comes later, in order
   */
  public record UnitTestNode(
      String uniqueId,
      String resourceType,
      String name,
      String model,
      String packageName,
      String path,
      String originalFilePath,
      List<String> fqn,
      String description,
      DependsOn dependsOn,
      Overrides overrides,
      List<GivenShape> given,
      List<BatchShape> batches,
      FixtureShape expect) {}

  /** Values in the place of the project's. */
  public record Overrides(Map<String, Object> vars) {}

  /**
   * Rows of an input.
   *
   * @param input as {@code ref('…')} or {@code source('…', '…')}
   * @param rows a map for each row, or a SELECT
   */
  public record GivenShape(String input, String format, Object rows, boolean replace) {}

  /** What comes at a time, and the table's rows after it where they are named. */
  public record BatchShape(List<GivenShape> given, @Nullable FixtureShape expect) {}

  /** Rows: a map for each, by column (format {@code dict}), or a SELECT (format {@code sql}). */
  public record FixtureShape(String format, Object rows) {}

  /** The unique ids that a model or test reads, in the order of its text. */
  public record DependsOn(List<String> nodes) {}

  /** A column of a model or a source; lineage names the columns that it is computed from. */
  public record ColumnShape(
      String name,
      @Nullable String type,
      boolean nullable,
      String description,
      List<String> lineage) {}

  /** A source. */
  public record SourceNode(
      String uniqueId,
      String resourceType,
      String name,
      String sourceName,
      String identifier,
      String schema,
      String relationName,
      String packageName,
      String originalFilePath,
      List<String> fqn,
      String description,
      @Nullable LoadedAtShape loadedAt,
      @Nullable LoadedWithShape loadedWith,
      String changes,
      String arrival,
      String check,
      List<String> uniqueKey,
      Map<String, ColumnShape> columns) {}

  /**
   * The source with whose rows others come.
   *
   * @param source its unique id
   * @param on equalities of columns, the other source's own on the left
   */
  public record LoadedWithShape(String source, List<String> on) {
    public LoadedWithShape {
      on = List.copyOf(on);
    }
  }

  /** The ETL timestamp and the width of a batch: stamp, hour or day. */
  public record LoadedAtShape(String column, String grain) {}
}
