package dev.accrete.compiler.translate;

import dev.accrete.compiler.catalogue.Mapping;
import dev.accrete.compiler.template.EditedText.Kept;
import dev.accrete.compiler.template.EditedText.Own;
import dev.accrete.compiler.template.EditedText.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlNode;

/** Fills the text of a {@link Mapping} with the arguments of a call. */
final class CallText {
  private static final Pattern ARGUMENT = Pattern.compile("\\$(\\d|\\*)");

  private CallText() {}

  /** The parts of the call as the mapping writes it. */
  static List<Part> of(Mapping mapping, Site site) {
    List<SqlNode> arguments = site.arguments();
    List<Part> parts = new ArrayList<>();
    boolean[] used = new boolean[arguments.size()];
    Matcher matcher = ARGUMENT.matcher(mapping.text());
    int at = 0;
    while (matcher.find()) {
      parts.add(new Own(mapping.text().substring(at, matcher.start())));
      if (matcher.group(1).equals("*")) {
        parts.add(all(arguments, site));
      } else {
        int number = Integer.parseInt(matcher.group(1)) - 1;
        if (number >= arguments.size()) {
          throw new NoEqual(
              site.entry().name() + " with " + used.length + " arguments", site.call(), null);
        }
        SqlNode argument = arguments.get(number);
        if (used[number] && Volatile.isIn(argument)) {
          throw new NoEqual(site.entry().name() + " of a value that changes", argument, null);
        }
        used[number] = true;
        parts.add(site.part(argument));
      }
      at = matcher.end();
    }
    parts.add(new Own(mapping.text().substring(at)));
    return parts;
  }

  private static Part all(List<SqlNode> arguments, Site site) {
    if (arguments.isEmpty()) {
      return new Own("");
    }
    Kept first = site.kept(arguments.get(0));
    Kept last = site.kept(arguments.get(arguments.size() - 1));
    return new Kept(first.start(), last.end());
  }
}
