package dev.accrete.compiler.translate;

import dev.accrete.compiler.template.EditedText.Edit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The forms that {@code functions.txt} calls by {@code @name}: those that no text can tell. */
final class Forms {
  private static final Map<String, Form> ALL =
      Map.ofEntries(
          Map.entry("@decode", new Form(0, ScalarForms::decode)),
          Map.entry("@convert", new Form(0, ScalarForms::convert)),
          Map.entry("@super_array", new Form(0, SuperForms::array)),
          Map.entry("@super_object", new Form(0, SuperForms::object)),
          Map.entry("@padded", new Form(3, TextForms::padded)),
          Map.entry("@json_path", new Form(1, JsonForms::path)),
          Map.entry("@json_valid", new Form(1, JsonForms::valid)),
          Map.entry("@json_object", new Form(1, JsonForms::object)),
          Map.entry("@json_array", new Form(1, JsonForms::array)),
          Map.entry("@json_element", new Form(2, JsonForms::element)),
          Map.entry("@json_length", new Form(1, JsonForms::length)),
          Map.entry("@times", new Form(2, OperatorForms::times)),
          Map.entry("@remainder", new Form(2, OperatorForms::remainder)),
          Map.entry("@like", new Form(2, OperatorForms::like)),
          Map.entry("@plain_like", new Form(2, OperatorForms::plainLike)),
          Map.entry("@square_root", new Form(1, OperatorForms::squareRoot)),
          Map.entry("@cube_root", new Form(1, OperatorForms::cubeRoot)),
          Map.entry("@absolute", new Form(1, OperatorForms::absolute)),
          Map.entry("@divide", new Form(2, WideSums::divide)),
          Map.entry("@whole", new Form(1, ScalarForms::whole)),
          Map.entry("@round", new Form(1, ScalarForms::round)),
          Map.entry("@exact_round", new Form(1, ExactQuotients::round)),
          Map.entry("@exact_cut", new Form(2, ExactQuotients::cut)),
          Map.entry("@exact_remainder", new Form(2, ExactQuotients::remainder)),
          Map.entry("@round_even", new Form(1, ScalarForms::roundEven)),
          Map.entry("@to_digits", new Form(2, ScalarForms::toDigits)),
          Map.entry("@zone", new Form(2, TimeZones::zone)),
          Map.entry("@dateadd", new Form(3, TimeForms::dateAdd)),
          Map.entry("@substring", new Form(2, TextForms::substring)),
          Map.entry("@plain_substring", new Form(2, TextForms::plainSubstring)),
          Map.entry("@trim", new Form(1, TextForms::trim)),
          Map.entry("@split_part", new Form(3, TextForms::splitPart)),
          Map.entry("@bytes", new Form(1, TextForms::bytes)),
          Map.entry("@regexp_substr", new Form(2, RegexForms::substring)),
          Map.entry("@regexp_count", new Form(2, RegexForms::count)),
          Map.entry("@regexp_instr", new Form(2, RegexForms::place)),
          Map.entry("@percentile", new Form(1, AggregateForms::percentile)),
          Map.entry("@average", new Form(1, AggregateForms::average)),
          Map.entry("@replace_all", new Form(3, RegexForms::replaceAll)),
          Map.entry("@similar", new Form(2, TextForms::similar)),
          Map.entry("@to_number", new Form(2, NumberMask::read)),
          Map.entry("@try_cast", new Form(2, TryCasts::write)),
          Map.entry("@strtol", new Form(2, NumberBases::strtol)),
          Map.entry("@to_hex", new Form(1, NumberBases::toHex)),
          Map.entry("@hex_encoded", new Form(1, NumberBases::encoded)),
          Map.entry("@cast", new Form(1, ScalarForms::cast)),
          Map.entry("@to_char", new Form(1, TimeForms::toChar)),
          Map.entry("@to_date", new Form(1, TimeForms::toDate)),
          Map.entry("@to_timestamp", new Form(1, TimeForms::toTimestamp)),
          Map.entry("@date_trunc", new Form(1, TimeForms::dateTrunc)),
          Map.entry("@trunc", new Form(1, TimeForms::trunc)),
          Map.entry("@convert_timezone", new Form(0, TimeForms::convertTimezone)),
          Map.entry("@listagg", new Form(1, AggregateForms::listagg)),
          Map.entry("@median", new Form(1, AggregateForms::median)),
          Map.entry("@exact_median", new Form(1, AggregateForms::exactMedian)),
          Map.entry("@group_percentile", new Form(1, AggregateForms::groupPercentile)),
          Map.entry("@ratio", new Form(1, AggregateForms::ratio)),
          Map.entry("@exact", new Form(1, AggregateForms::exact)),
          Map.entry("@ignore_nulls", new Form(1, AggregateForms::ignoreNulls)),
          Map.entry("@skipped_nulls", new Form(1, SkippedNulls::write)),
          Map.entry("@respect_nulls", new Form(1, AggregateForms::respectNulls)));

  /**
   * A form.
   *
   * @param least how many arguments it needs
   * @param write the call in it
   */
  private record Form(int least, Function<Site, List<Edit>> write) {}

  private Forms() {}

  /** The call in another form. */
  static List<Edit> write(String name, Site site) {
    Form form = ALL.get(name);
    if (form == null) {
      throw new IllegalStateException("functions.txt names the form " + name);
    }
    int given = site.arguments().size();
    if (given < form.least()) {
      throw new NoEqual(site.entry().name() + " with " + given + " arguments", site.call(), null);
    }
    return form.write().apply(site);
  }
}
