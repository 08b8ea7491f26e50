package dev.accrete.compiler.translate;

import dev.accrete.compiler.template.EditedText.Edit;
import dev.accrete.compiler.template.EditedText.Part;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;

/**
 * Zones of times. On Redshift an abbreviation is a fixed offset from UTC ({@code timezone} in the
 * Database Developer Guide); elsewhere it may be a place with daylight saving, or nothing.
 */
final class TimeZones {
  /** The abbreviations that mean one offset alone, and zones of that offset. */
  private static final Map<String, String> FIXED =
      Map.of(
          "EST", "Etc/GMT+5",
          "EDT", "Etc/GMT+4",
          "CST", "Etc/GMT+6",
          "CDT", "Etc/GMT+5",
          "MST", "Etc/GMT+7",
          "MDT", "Etc/GMT+6",
          "PST", "Etc/GMT+8",
          "PDT", "Etc/GMT+7");

  /** Hours behind UTC, as POSIX counts them; zones of whole hours have such names everywhere. */
  private static final Pattern OFFSET =
      Pattern.compile("UTC(\\+(?:[1-9]|1[0-2])|-(?:[1-9]|1[0-4]))");

  private static final Set<String> KNOWN = Set.copyOf(ZoneId.getAvailableZoneIds());

  private TimeZones() {}

  /** AT TIME ZONE and TIMEZONE, whose zone is written as one that means the same. */
  static List<Edit> zone(Site site) {
    List<SqlNode> all = site.arguments();
    boolean first = site.entry().name().equals("TIMEZONE");
    SqlNode zone = all.get(first ? 0 : 1);
    SqlNode time = all.get(first ? 1 : 0);
    Object name = name(site, zone);
    List<Edit> edits = new ArrayList<>();
    if (name != zone) {
      edits.add(site.edit(zone, site.parts(name)));
    }
    boolean date = site.types().isDate(time) || site.kinds().of(time) == ValueKind.DATE;
    if (date && site.to().equals("postgres")) {
      // PostgreSQL would take it for a time with a zone, and tell the time in the other zone.
      edits.add(site.edit(time, site.parts("CAST(", time, " AS TIMESTAMP)")));
    }
    return edits;
  }

  /** The zone as it is, or in the words of the other engine. */
  static Object name(Site site, SqlNode zone) {
    if (!(zone instanceof SqlLiteral)) {
      return checked(site, zone);
    }
    String name = site.constant(zone).orElse("");
    boolean place = !name.matches(".*\\d.*") && (name.contains("/") || isPlace(name));
    if (place || Set.of("UTC", "GMT").contains(name.toUpperCase(Locale.ROOT))) {
      return zone;
    }
    Matcher offset = OFFSET.matcher(name.toUpperCase(Locale.ROOT));
    if (offset.matches()) {
      return Literals.text("Etc/GMT" + offset.group(1));
    }
    String fixed = FIXED.get(name.toUpperCase(Locale.ROOT));
    if (fixed == null) {
      // '+02:00' has the opposite sign elsewhere, 'IST' is several zones.
      throw new NoEqual(
          site.entry().name() + " with a zone that is no constant name, such as 'Europe/Berlin',",
          zone,
          null);
    }
    return site.to().equals("duckdb") ? Literals.text(fixed) : zone;
  }

  /**
   * A zone of a column: places mean the same everywhere, and for what may be an offset or an
   * abbreviation the engine is given what it refuses.
   */
  private static List<Part> checked(Site site, SqlNode zone) {
    if (Volatile.isIn(zone)) {
      throw new NoEqual(site.entry().name() + " with a zone that changes", zone, null);
    }
    return site.parts(
        "CASE WHEN (",
        zone,
        ") LIKE '%/%' OR UPPER(",
        zone,
        ") IN ('UTC', 'GMT') THEN (",
        zone,
        ") WHEN (",
        zone,
        ") IS NOT NULL THEN 'no name of a place' END");
  }

  private static boolean isPlace(String name) {
    return KNOWN.contains(name) && !name.equals(name.toUpperCase(Locale.ROOT));
  }
}
