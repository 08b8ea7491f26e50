package dev.accrete.compiler.translate;

import dev.accrete.compiler.template.EditedText.Edit;
import dev.accrete.compiler.template.EditedText.Part;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlNode;

/** Patterns and zones of times. */
final class TimeForms {
  private TimeForms() {}

  static List<Edit> toChar(Site site) {
    List<SqlNode> all = site.arguments();
    return edit(
        site, site.parts("STRFTIME(CAST(", all.get(0), " AS TIMESTAMP), " + format(site) + ")"));
  }

  static List<Edit> toDate(Site site) {
    List<SqlNode> all = site.arguments();
    return edit(site, site.parts("CAST(STRPTIME(", all.get(0), ", " + format(site) + ") AS DATE)"));
  }

  static List<Edit> toTimestamp(Site site) {
    List<SqlNode> all = site.arguments();
    return edit(
        site,
        site.parts(
            "CAST(STRPTIME(", all.get(0), ", " + format(site) + ") AS TIMESTAMP WITH TIME ZONE)"));
  }

  private static String format(Site site) {
    List<SqlNode> all = site.arguments();
    if (all.size() != 2) {
      throw new NoEqual(
          site.entry().name() + " with " + all.size() + " arguments", site.call(), null);
    }
    return site.constant(all.get(1))
        .flatMap(TimeFormat::strftime)
        .map(Literals::text)
        .orElseThrow(
            () ->
                new NoEqual(
                    "the pattern "
                        + site.written(all.get(1)).strip()
                        + " of "
                        + site.entry().name(),
                    all.get(1),
                    null));
  }

  /** A timestamp, also of a date: PostgreSQL makes one with a zone of it. */
  static List<Edit> dateTrunc(Site site) {
    return site.arguments().stream()
        .filter(site.types()::isDate)
        .map(date -> site.edit(date, site.parts("CAST(", date, " AS TIMESTAMP)")))
        .toList();
  }

  /** The day of a timestamp; numbers are cut everywhere alike. */
  static List<Edit> trunc(Site site) {
    SqlNode value = site.arguments().get(0);
    return site.types().isTime(value)
        ? edit(site, site.parts("CAST(", value, " AS DATE)"))
        : List.of();
  }

  /** A timestamp, with a zone where the one that is added to has a zone. */
  static List<Edit> dateAdd(Site site) {
    List<SqlNode> all = site.arguments();
    String unit = site.value(all.get(0)).toLowerCase(Locale.ROOT);
    String step = unit.equals("quarter") ? "3 month" : "1 " + unit;
    String type = site.types().isZoned(all.get(2)) ? "TIMESTAMP WITH TIME ZONE" : "TIMESTAMP";
    return edit(
        site,
        site.parts(
            "(CAST(",
            all.get(2),
            " AS " + type + ") + (",
            all.get(1),
            ") * INTERVAL '" + step + "')"));
  }

  static List<Edit> convertTimezone(Site site) {
    List<SqlNode> all = site.arguments();
    if (all.size() < 2 || all.size() > 3) {
      throw new NoEqual("CONVERT_TIMEZONE", site.call(), null);
    }
    SqlNode time = all.get(all.size() - 1);
    for (SqlNode zone : all.subList(0, all.size() - 1)) {
      TimeZones.name(site, zone);
    }
    Object from = all.size() == 3 ? TimeZones.name(site, all.get(0)) : "'UTC'";
    return edit(
        site,
        site.parts(
            "((CAST(",
            time,
            " AS TIMESTAMP) AT TIME ZONE ",
            from,
            ") AT TIME ZONE ",
            TimeZones.name(site, all.get(all.size() - 2)),
            ")"));
  }

  private static List<Edit> edit(Site site, List<Part> parts) {
    return List.of(site.edit(site.call(), parts));
  }
}
