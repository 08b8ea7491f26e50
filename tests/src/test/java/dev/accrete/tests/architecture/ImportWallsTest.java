package dev.accrete.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may import what: each library stays behind one step, and steps do not look ahead. */
@AnalyzeClasses(
    packages = {"dev.accrete.compiler", "dev.accrete.models", "dev.accrete.runtime"},
    importOptions = DoNotIncludeTests.class)
class ImportWallsTest {
  private static final String CALCITE = "org.apache.calcite..";
  private static final String FREEMARKER = "freemarker..";
  private static final String SNAKEYAML = "org.yaml.snakeyaml..";

  @ArchTest
  static final ArchRule freeMarkerStaysInTemplate =
      noClasses()
          .that()
          .resideOutsideOfPackage("..compiler.template..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(FREEMARKER);

  @ArchTest
  static final ArchRule snakeYamlStaysInLoad =
      noClasses()
          .that()
          .resideOutsideOfPackage("..compiler.load..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(SNAKEYAML);

  @ArchTest
  static final ArchRule calciteStaysInParseTranslateValidateAndDialect =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "..compiler.parse..",
              "..compiler.translate..",
              "..compiler.validate..",
              "..compiler.dialect..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(CALCITE);

  @ArchTest
  static final ArchRule jdbcStaysInEngine =
      noClasses()
          .that()
          .resideOutsideOfPackage("..runtime.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "org.duckdb..", "org.postgresql..")
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("com.amazon.redshift..");

  @ArchTest
  static final ArchRule compilerKnowsNoRuntime =
      noClasses()
          .that()
          .resideInAPackage("dev.accrete.compiler..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.accrete.runtime..");

  @ArchTest
  static final ArchRule treeAndDeriveKnowNoParserLibrary =
      noClasses()
          .that()
          .resideInAnyPackage("..compiler.tree..", "..compiler.derive..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CALCITE, FREEMARKER, SNAKEYAML);

  @ArchTest
  static final ArchRule checkerSharesNothingWithDerive =
      noClasses()
          .that()
          .resideInAPackage("..compiler.check..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..compiler.derive..");
}
