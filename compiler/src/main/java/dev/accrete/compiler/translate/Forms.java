package dev.accrete.compiler.translate;

import dev.accrete.compiler.template.EditedText.Edit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The forms that {@code functions.txt} calls by {@code @name}: those that no text can tell. */
final class Forms {
  private static final Map<String, Function<Site, List<Edit>>> ALL =
      Map.ofEntries(
          Map.entry("@decode", ScalarForms::decode),
          Map.entry("@convert", ScalarForms::convert),
          Map.entry("@json_path", ScalarForms::jsonPath),
          Map.entry("@replace_all", TextForms::replaceAll),
          Map.entry("@similar", TextForms::similar),
          Map.entry("@to_char", TimeForms::toChar),
          Map.entry("@to_date", TimeForms::toDate),
          Map.entry("@to_timestamp", TimeForms::toTimestamp),
          Map.entry("@trunc", TimeForms::trunc),
          Map.entry("@convert_timezone", TimeForms::convertTimezone),
          Map.entry("@listagg", AggregateForms::listagg),
          Map.entry("@median", AggregateForms::median),
          Map.entry("@no_window", AggregateForms::noWindow),
          Map.entry("@ratio", AggregateForms::ratio),
          Map.entry("@exact", AggregateForms::exact),
          Map.entry("@ignore_nulls", AggregateForms::ignoreNulls),
          Map.entry("@respect_nulls", AggregateForms::respectNulls));

  private Forms() {}

  /** The call in another form. */
  static List<Edit> write(String name, Site site) {
    Function<Site, List<Edit>> form = ALL.get(name);
    if (form == null) {
      throw new IllegalStateException("functions.txt names the form " + name);
    }
    return form.apply(site);
  }
}
