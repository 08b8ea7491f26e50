package dev.accrete.compiler.translate;

import dev.accrete.compiler.catalogue.DatePart;
import dev.accrete.compiler.template.EditedText.Edit;
import dev.accrete.compiler.template.EditedText.Part;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;

/** EXTRACT and DATE_PART of what is no plain timestamp, in Redshift's models. */
final class PartsOfTimes {
  private static final Set<String> OF_TIMES =
      Set.of("DATE_PART", "DATEPART", "PGDATE_PART", "DATEDIFF");

  private static final Set<String> WHOLE =
      Set.of("year", "quarter", "month", "week", "dow", "doy", "day", "hour", "minute");

  /** Those that are counted from the year 1 on. */
  private static final Set<String> LONG = Set.of("decade", "century", "millennium");

  private PartsOfTimes() {}

  /** Times of a day as those of a day: only these are taken apart and compared everywhere. */
  static List<Edit> ofDay(Site site) {
    return !OF_TIMES.contains(site.entry().name())
        ? List.of()
        : site.arguments().stream()
            .filter(argument -> site.kinds().of(argument) == ValueKind.TIME)
            .map(time -> site.edit(time, site.parts("(DATE '1970-01-01' + ", time, ")")))
            .toList();
  }

  /** Whether a number is whole: parts of times are, but for seconds, if floating numbers. */
  static boolean isWhole(Site site, SqlNode number) {
    if (!(number instanceof SqlCall call) || site.kinds().of(number) == ValueKind.INTEGER) {
      return site.kinds().of(number) == ValueKind.INTEGER;
    }
    return switch (call.getKind()) {
      case EXTRACT -> DatePart.of(site.value(call.operand(0))).filter(WHOLE::contains).isPresent();
      case PLUS, MINUS, TIMES, PLUS_PREFIX, MINUS_PREFIX ->
          call.getOperandList().stream().allMatch(operand -> isWhole(site, operand));
      default -> false;
    };
  }

  private static List<Part> floating(Site site, String before, String after) {
    return site.parts("CAST(" + before, site.arguments().get(1), after + " AS DOUBLE PRECISION)");
  }

  /** What stands for such a call in another dialect; empty for other calls. */
  static List<Part> written(Site site, String from) {
    List<SqlNode> all = site.arguments();
    String name = site.entry().name();
    if (!from.equals("redshift") || all.size() != 2) {
      return List.of();
    }
    boolean interval = site.kinds().of(all.get(1)) == ValueKind.INTERVAL;
    if (name.equals("EXTRACT") && interval && LONG.contains(site.value(all.get(0)))) {
      throw new NoEqual(
          "EXTRACT of " + site.value(all.get(0)) + " of an interval", all.get(1), null);
    }
    if (name.equals("EXTRACT") && site.types().isZoned(all.get(1))) {
      // Of a time with a zone it is a DOUBLE, else an INTEGER, says its page.
      return switch (site.value(all.get(0))) {
        case "second" -> floating(site, "FLOOR(EXTRACT(SECOND FROM ", "))");
        case "millisecond" ->
            floating(site, "FLOOR(EXTRACT(MICROSECOND FROM ", ") / 1000.0) % 1000");
        case "microsecond" -> floating(site, "EXTRACT(MICROSECOND FROM ", ") % 1000");
        // The first ones begin with the year 1, the first decade has nine years, says its page.
        case "decade" -> floating(site, "FLOOR(EXTRACT(YEAR FROM ", ") / 10.0) + 1");
        case "century" -> floating(site, "FLOOR((EXTRACT(YEAR FROM ", ") - 1) / 100.0) + 1");
        case "millennium" -> floating(site, "FLOOR((EXTRACT(YEAR FROM ", ") - 1) / 1000.0) + 1");
        default -> floating(site, "EXTRACT(" + site.value(all.get(0)) + " FROM ", ")");
      };
    }
    return interval && name.matches("DATE_?PART")
        ? site.parts("DATE_PART('" + site.value(all.get(0)) + "', ", all.get(1), ")")
        : List.of();
  }
}
