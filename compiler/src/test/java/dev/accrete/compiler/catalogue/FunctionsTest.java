package dev.accrete.compiler.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.catalogue.Functions.Kind;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FunctionsTest {
  @Test
  void everyLineIsRead() {
    assertThat(Functions.all()).hasSizeGreaterThan(500);
    assertThat(Functions.entry("nvl").orElseThrow())
        .returns(Kind.SCALAR, FunctionEntry::kind)
        .returns("first", FunctionEntry::result)
        .returns("skips", FunctionEntry::nulls)
        .returns("r_NVL_function", FunctionEntry::page);
    assertThat(Functions.entry("#").orElseThrow().isIn("duckdb")).isFalse();
    assertThat(Functions.entry("||").orElseThrow().isIn("duckdb")).isTrue();
  }

  @Test
  void whatANameIsCountsInAnyCase() {
    Functions functions = new Functions(Set.of("f_geo"), "redshift");
    assertThat(functions.kind("getdate")).isEqualTo(Kind.CLOCK);
    assertThat(functions.kind("Random")).isEqualTo(Kind.VOLATILE);
    assertThat(functions.kind("listagg")).isEqualTo(Kind.OPEN_AGGREGATE);
    assertThat(functions.kind("F_GEO")).isEqualTo(Kind.SCALAR);
    assertThat(functions.kind("f_other")).isEqualTo(Kind.UNKNOWN);
  }

  /** A model with a function of Redshift's that is in no catalogue would be rebuilt in full. */
  @Test
  void whatRedshiftAddsToSqlIsKnown() {
    for (String scalar :
        List.of("st_area", "h3_center", "json_typeof", "is_varchar", "subarray", "from_hex")) {
      assertThat(Functions.entry(scalar).orElseThrow())
          .as(scalar)
          .returns(Kind.SCALAR, FunctionEntry::kind)
          .returns(true, entry -> entry.isIn("redshift"));
    }
    assertThat(Functions.isAggregate("hll_create_sketch")).isTrue();
    assertThat(Functions.isAggregate("hll_cardinality")).isFalse();
    assertThat(Functions.isOpenAggregate("st_collect of rows")).isTrue();
    assertThat(Functions.isAggregate("st_collect")).isFalse();
    assertThat(new Functions(Set.of(), "redshift").kind("current_namespace"))
        .isEqualTo(Kind.VOLATILE);
  }

  /** ST_UNION of PostGIS is an aggregate, that of Redshift is none. */
  @Test
  void whatRedshiftAloneHasIsUnknownElsewhere() {
    assertThat(new Functions(Set.of(), "redshift").kind("st_union")).isEqualTo(Kind.SCALAR);
    assertThat(new Functions(Set.of(), "postgres").kind("st_union")).isEqualTo(Kind.UNKNOWN);
    assertThat(new Functions(Set.of("st_union"), "postgres").kind("ST_Union"))
        .isEqualTo(Kind.SCALAR);
    assertThat(new Functions(Set.of(), "postgres").kind("lower")).isEqualTo(Kind.SCALAR);
  }

  @Test
  void theFirstMappingThatFitsCounts() {
    List<Mapping> mappings = Functions.entry("SHA2").orElseThrow().mappings("redshift", "postgres");
    assertThat(mappings).filteredOn(m -> m.fits(List.of("", "512"))).hasSize(1);
    assertThat(mappings).filteredOn(m -> m.fits(List.of("", "1"))).isEmpty();
    assertThat(mappings).filteredOn(m -> m.fits(List.of(""))).isEmpty();
  }

  @Test
  void columnsHaveNoOtherWords() {
    assertThat(Functions.all())
        .allSatisfy(
            entry -> {
              assertThat(entry.nulls()).isIn("strict", "skips", "aware", "");
              assertThat(entry.dialects()).matches("r?p?d?");
              assertThat(entry.mappings())
                  .allSatisfy(m -> assertThat(m.to()).isIn("redshift", "postgres", "duckdb"))
                  .allSatisfy(m -> assertThat(m.from()).isIn("redshift", "postgres", "duckdb", ""));
            });
  }

  @Test
  void whatAMappingCallsIsKnownAndInItsDialect() {
    Pattern called = Pattern.compile("(?<!AS )\\b([A-Z_0-9]+)\\(");
    for (FunctionEntry entry : Functions.all()) {
      for (Mapping mapping : entry.mappings()) {
        assertThat(called.matcher(mapping.text()).results().map(m -> m.group(1)))
            .as(entry.name() + " in " + mapping.to())
            .allMatch(name -> Functions.entry(name).filter(e -> e.isIn(mapping.to())).isPresent());
      }
    }
  }
}
