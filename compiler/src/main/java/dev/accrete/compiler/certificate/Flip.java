package dev.accrete.compiler.certificate;

import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Field;
import java.util.List;

/**
 * A comparison of rows of one input with the clock. A row whose comparison flips between the clock
 * of the model's last run and that of this one counts as changed: it goes the way of any changed
 * row.
 *
 * @param reference the number of the {@code ref()}
 * @param input its name
 * @param fields the input's fields
 * @param condition over them and the clock
 * @param origin where it stands
 */
public record Flip(
    int reference, String input, List<Field> fields, Expression condition, Origin origin) {
  public Flip {
    fields = List.copyOf(fields);
  }
}
