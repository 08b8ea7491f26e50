package dev.accrete.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Habits of docs and review that a machine can hold: names, and who prints. */
@AnalyzeClasses(packages = "dev.accrete", importOptions = DoNotIncludeTests.class)
class HabitsTest {
  /** What JavaCC writes has its own habits; the class is named as Calcite's factories expect. */
  private static final String GENERATED = "dev\\.accrete\\.redshift\\.RedshiftParserImpl.*";

  @ArchTest
  static final ArchRule onlyTheCommandLinePrints =
      noClasses()
          .that()
          .resideOutsideOfPackages("..runtime.cli..")
          .and()
          .haveNameNotMatching(GENERATED)
          .should(ACCESS_STANDARD_STREAMS);

  @ArchTest
  static final ArchRule namesSayWhatThingsAre =
      noClasses()
          .that()
          .haveNameNotMatching(GENERATED)
          .should()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveNameMatching(".*[.$]Base[A-Z]\\w*")
          .orShould()
          .haveNameMatching(".*[.$]I[A-Z][a-z]\\w*")
          .because("a name tells the thing, not its place in a hierarchy");
}
