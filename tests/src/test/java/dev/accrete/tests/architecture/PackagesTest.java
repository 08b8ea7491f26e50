package dev.accrete.tests.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

/** Packages form no cycle, and each one is null-marked. */
@AnalyzeClasses(packages = "dev.accrete", importOptions = DoNotIncludeTests.class)
class PackagesTest {
  @ArchTest
  static final ArchRule compilerHasNoCycles =
      slices().matching("dev.accrete.compiler.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule runtimeHasNoCycles =
      slices().matching("dev.accrete.runtime.(*)..").should().beFreeOfCycles();

  @ArchTest
  static void everyPackageIsNullMarked(JavaClasses classes) {
    // Generated parsers are what they are.
    assertThat(classes)
        .map(JavaClass::getPackage)
        .filteredOn(found -> !found.getName().matches(".*\\.generated(\\..*)?"))
        .allSatisfy(
            found ->
                assertThat(found.isAnnotatedWith(NullMarked.class)).as(found.getName()).isTrue());
  }
}
