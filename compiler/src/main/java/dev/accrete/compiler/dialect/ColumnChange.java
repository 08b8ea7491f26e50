package dev.accrete.compiler.dialect;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What it does to the values of a source's column that the column has another type than before: all
 * of them may be as they were, or some may be others, so that what was made of them is no longer
 * what a rebuild would make.
 */
public enum ColumnChange {
  /** Every value is what it was. */
  NONE(1),
  /** Every value is what it was, and there may be more. */
  WIDER(1),
  /** The same of numbers that have more digits before the point now. */
  GREATER(2, ValueUse.DIVIDED),
  /** The same of decimals that have more digits behind it. */
  FINER(3, ValueUse.DIVIDED, ValueUse.WRITTEN),
  /** The same of floating numbers, which are double ones now. */
  DOUBLE(4, ValueUse.DIVIDED, ValueUse.WRITTEN, ValueUse.FLOATED),
  /** The same of texts that were filled up with blanks, or are, or were names. */
  PADDED(5, ValueUse.SPELT),
  /** The column was not there. */
  NEW(1),
  /** Values were rounded, cut or turned into values of another kind. */
  OTHER(0),
  /** The column is no longer there. */
  GONE(0);

  /** The type of a column that is not there. */
  public static final String ABSENT = "";

  private static final List<String> TEXTS = List.of("varchar", "char", "name");
  private static final List<String> FLOATS = List.of("real", "double precision");

  /** Each has the moments of those before it; of nanoseconds there are fewer years. */
  private static final List<String> MOMENTS = List.of("timestamp_s", "timestamp_ms", "timestamp");

  /** Whole numbers, by how many bits they have; those without a sign have theirs below zero. */
  private static final Map<String, Integer> BITS =
      Map.ofEntries(
          Map.entry("tinyint", 8),
          Map.entry("smallint", 16),
          Map.entry("integer", 32),
          Map.entry("bigint", 64),
          Map.entry("hugeint", 128),
          Map.entry("utinyint", -8),
          Map.entry("usmallint", -16),
          Map.entry("uinteger", -32),
          Map.entry("ubigint", -64),
          Map.entry("uhugeint", -128));

  private final int code;
  private final Set<ValueUse> broken;

  ColumnChange(int code, ValueUse... broken) {
    this.code = code;
    this.broken = Set.of(broken);
  }

  /** How the state tells it, where others mean the same for what was made of the column. */
  public int code() {
    return code;
  }

  /**
   * Whether what was made of the column's values may be no longer what a rebuild would make.
   *
   * @param uses what is done with them
   */
  public boolean breaks(Set<ValueUse> uses) {
    return code == 0 || uses.stream().anyMatch(broken::contains);
  }

  /**
   * What became of a column.
   *
   * @param before its type as the engine's catalogue told it, {@link #ABSENT} where it had none
   * @param after the same later
   */
  public static ColumnChange of(String before, String after) {
    if (before.equals(after)) {
      return NONE;
    } else if (after.equals(ABSENT)) {
      return GONE;
    } else if (before.equals(ABSENT)) {
      return NEW;
    }
    CatalogueType old = type(before);
    CatalogueType now = type(after);
    if (old.equals(now)) {
      return sameName(before, after) ? NONE : OTHER;
    }
    return isWider(old, now) || hasMoreWords(before, after) ? wider(old, now) : OTHER;
  }

  private static ColumnChange wider(CatalogueType old, CatalogueType now) {
    if (old.name().equals("decimal")) {
      return now.size().isEmpty() || scale(now) > scale(old) ? FINER : GREATER;
    } else if (TEXTS.contains(old.name())) {
      return old.name().equals("varchar") ? WIDER : PADDED;
    } else if (FLOATS.contains(old.name())) {
      return DOUBLE;
    }
    return BITS.containsKey(old.name()) ? GREATER : WIDER;
  }

  /** Whether every value is what it was. */
  public boolean keepsValues() {
    return this != OTHER && this != GONE;
  }

  /** Catalogues tell sizes wherever there are any, and FLOAT is DuckDB's alone. */
  private static CatalogueType type(String told) {
    String name =
        switch (told.toLowerCase(Locale.ROOT)) {
          case "float" -> "real";
          case "character" -> "text";
          default -> told;
        };
    return CatalogueType.of(name, "postgres");
  }

  /** Of binary strings the sizes alone differ then, of which a catalogue type knows none. */
  private static boolean sameName(String before, String after) {
    List<Integer> sizes = List.of(sizeOf(before), sizeOf(after));
    return sizes.get(1) >= sizes.get(0);
  }

  private static int sizeOf(String type) {
    String digits = type.replaceAll("(?s)^[^(]*\\(?(\\d{0,9}).*$", "$1");
    return digits.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }

  private static boolean isWider(CatalogueType old, CatalogueType now) {
    if (TEXTS.contains(old.name()) && TEXTS.contains(now.name())) {
      boolean padded = now.name().equals("char") && !old.name().equals("char");
      return !padded && size(now, "name", 63) >= size(old, "name", 63);
    } else if (BITS.containsKey(old.name()) && BITS.containsKey(now.name())) {
      return holds(BITS.get(now.name()), BITS.get(old.name()));
    } else if (MOMENTS.contains(old.name()) && old.size().isEmpty() && now.size().isEmpty()) {
      return MOMENTS.indexOf(now.name()) > MOMENTS.indexOf(old.name());
    } else if (FLOATS.contains(old.name())) {
      return FLOATS.indexOf(now.name()) > FLOATS.indexOf(old.name());
    } else if (!old.name().equals(now.name())) {
      return false;
    } else if (old.name().equals("decimal")) {
      return now.size().isEmpty()
          || !old.size().isEmpty() && scale(now) >= scale(old) && whole(now) >= whole(old);
    }
    return size(now, "", 0) >= size(old, "", 0);
  }

  private static boolean holds(int bits, int others) {
    return bits > 0 == others > 0 ? Math.abs(bits) >= Math.abs(others) : bits > 0 && bits > -others;
  }

  private static int size(CatalogueType type, String fixed, int ofFixed) {
    if (type.name().equals(fixed)) {
      return ofFixed;
    }
    return type.size().matches("\\d{1,9}") ? Integer.parseInt(type.size()) : Integer.MAX_VALUE;
  }

  private static int scale(CatalogueType decimal) {
    return Integer.parseInt(decimal.size().substring(decimal.size().indexOf(',') + 1));
  }

  private static int whole(CatalogueType decimal) {
    return Integer.parseInt(decimal.size().substring(0, decimal.size().indexOf(',')))
        - scale(decimal);
  }

  /** DuckDB tells an ENUM by its words: new ones behind the old ones change no value. */
  private static boolean hasMoreWords(String before, String after) {
    return before.startsWith("ENUM(")
        && before.endsWith(")")
        && after.startsWith(before.substring(0, before.length() - 1) + ",");
  }
}
