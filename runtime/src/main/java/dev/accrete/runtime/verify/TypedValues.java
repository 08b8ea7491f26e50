package dev.accrete.runtime.verify;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The few values of a column by its declared type, for types that the kinds of values miss. */
final class TypedValues {
  private static final Pattern LIST = Pattern.compile("(.+)\\[\\d*]");
  private static final Pattern MEMBERS =
      Pattern.compile("enum\\s*\\((.*)\\)", Pattern.CASE_INSENSITIVE);
  private static final Pattern FIELDS =
      Pattern.compile("(?:struct|row)\\s*\\((.*)\\)", Pattern.CASE_INSENSITIVE);
  private static final Pattern SIZE = Pattern.compile("\\w+\\s*\\((\\d+)\\s*,\\s*(\\d+)\\)");

  private TypedValues() {}

  /** SQL literals, each of which the type takes. */
  static List<String> of(String type) {
    String name = type.strip().toLowerCase(Locale.ROOT);
    Matcher list = LIST.matcher(type.strip());
    if (list.matches()) {
      return lists(of(list.group(1)));
    }
    Matcher fields = FIELDS.matcher(type.strip());
    if (fields.matches()) {
      return structs(fields.group(1));
    }
    Matcher members = MEMBERS.matcher(type.strip());
    if (members.matches()) {
      return List.of(members.group(1).split("\\s*,\\s*"));
    }
    if (name.startsWith("map")) {
      return List.of("MAP {}");
    }
    if (name.startsWith("interval")) {
      return List.of("INTERVAL '30 minutes'", "INTERVAL '1 day'", "INTERVAL '2 days'");
    }
    if (name.startsWith("bit")) {
      return List.of("'1'", "'101'");
    }
    if (name.startsWith("var") && PlayedType.isBytes(name)) {
      return List.of("'61'", "'62'", "'6263'");
    }
    return name.equals("uuid") ? uuids() : fitting(name, ValueKind.of(type).literals());
  }

  /** A text that is a UUID, and for each number another one. */
  static String uuid(int number) {
    return String.format(Locale.ROOT, "'00000000-0000-4000-8000-%012d'", number);
  }

  private static List<String> uuids() {
    return List.of(uuid(1), uuid(2), uuid(3), uuid(4));
  }

  private static List<String> lists(List<String> values) {
    String first = values.get(0);
    String last = values.get(values.size() - 1);
    return List.of("[]", "[" + first + "]", "[" + first + ", " + last + "]");
  }

  /** The first value of each field, and the last one of each. */
  private static List<String> structs(String fields) {
    List<String> first = new ArrayList<>();
    List<String> last = new ArrayList<>();
    for (String field : split(fields)) {
      String[] nameAndType = field.strip().split("\\s+", 2);
      List<String> values = of(nameAndType[nameAndType.length - 1]);
      String name = "'" + nameAndType[0].replace("\"", "") + "': ";
      first.add(name + values.get(0));
      last.add(name + values.get(values.size() - 1));
    }
    return List.of("{" + String.join(", ", first) + "}", "{" + String.join(", ", last) + "}");
  }

  /** At the commas that stand in no parentheses. */
  private static List<String> split(String fields) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < fields.length(); i++) {
      char c = fields.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(fields.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(fields.substring(start));
    return parts;
  }

  /** Of decimals those that have no more digits before the point than the type. */
  private static List<String> fitting(String type, List<String> literals) {
    Matcher size = SIZE.matcher(type);
    if (!size.matches()) {
      return literals;
    }
    int whole = Integer.parseInt(size.group(1)) - Integer.parseInt(size.group(2));
    BigDecimal end = BigDecimal.TEN.pow(Math.max(0, whole));
    return literals.stream().filter(l -> new BigDecimal(l).compareTo(end) < 0).toList();
  }
}
