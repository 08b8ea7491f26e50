package dev.accrete.compiler;

import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.compiler.plan.InputPlan.Kind;
import java.util.ArrayList;
import java.util.List;

/** What people must know of a model's inputs that its SELECT does not show. */
final class InputNotes {
  private InputNotes() {}

  static List<String> of(List<InputPlan> inputs) {
    List<String> notes = new ArrayList<>();
    for (InputPlan input : inputs) {
      if (input.kind() == Kind.STATIC_SOURCE) {
        notes.add(
            "`"
                + input.name()
                + "` is declared never to change (`changes: static`): it is read as it stands, and"
                + " where it changes after all, the table is wrong until it is rebuilt.");
      } else if (input.kind() == Kind.SNAPSHOT_SOURCE) {
        notes.add(
            "`"
                + input.name()
                + "` may change in any way (`changes: snapshot`): each freeze takes the difference"
                + " between it and a copy, and the copy is what is read.");
      }
    }
    return notes;
  }
}
