package dev.accrete.compiler.translate;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Words that are names in one dialect and not on another engine: there they are written in quotes.
 * These are the words that {@code duckdb_keywords()}, {@code pg_get_keywords()} and Redshift's list
 * of reserved words tell to be reserved, or functions and types, and that one of the other two does
 * not.
 */
final class EngineWords {
  private static final Map<String, Set<String>> RESERVED =
      Map.of(
          "duckdb",
          Set.of(
              ("anti asof asymmetric at by collation concurrently describe fetch glob lambda lateral"
                      + " pivot pivot_longer pivot_wider positional qualify returning semi show summarize"
                      + " symmetric tablesample unpack unpivot variadic window")
                  .split(" ")),
          "postgres",
          Set.of(
              "asymmetric collation concurrently fetch grant lateral returning symmetric tablesample variadic window"
                  .split(" ")),
          "redshift",
          Set.of(
              ("aes128 aes256 allowoverwrite az64 backup blanksasnull bytedict bzip2 credentials deflate"
                      + " defrag delta delta32k disable emptyasnull enable encode encrypt encryption"
                      + " explicit globaldict256 globaldict64k grant gzip identity ignore lun luns lzo lzop"
                      + " minus mostly16 mostly32 mostly8 new off offline oid old open parallel partition"
                      + " percent permissions pivot qualify raw readratio recover rejectlog resort respect"
                      + " restore snapshot system tag tdes text255 text32k top truncatecolumns unpivot"
                      + " wallet without")
                  .split(" ")));

  /**
   * Words that are no names of a column where AS does not stand before them ({@code SELECT a
   * month}), but on Redshift, which takes any word that is not reserved ("SELECT list").
   */
  private static final Map<String, Set<String>> WITH_AS =
      Map.of(
          "duckdb",
          Set.of(
              ("centuries century day days decade decades exclude export_state filter hour hours"
                      + " microsecond microseconds millennia millennium millisecond milliseconds minute"
                      + " minutes month months over precision quarter quarters rename replace second seconds varying"
                      + " week weeks within year years")
                  .split(" ")),
          "postgres",
          Set.of(
              "char character day filter hour minute month over precision second varying within year"
                  .split(" ")));

  private EngineWords() {}

  /** Whether a name has to stand in quotes on an engine. */
  static boolean isReserved(String name, String engine) {
    return RESERVED.getOrDefault(engine, Set.of()).contains(name.toLowerCase(Locale.ROOT));
  }

  /** Whether AS has to stand before a name of a column on an engine. */
  static boolean needsAs(String name, String engine) {
    return WITH_AS.getOrDefault(engine, Set.of()).contains(name.toLowerCase(Locale.ROOT));
  }
}
