package dev.accrete.compiler.parse;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.source.Origin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Why a text is left to its engine as it is written.
 *
 * @param form the form that the grammar does not have
 * @param place where it stands
 * @param calls each word of the text that may be a function, in upper case, to its first place
 * @param bare what it seems to read without {@code ref()}
 */
public record Unread(
    String form, Origin place, Map<String, Origin> calls, List<TableNames.Bare> bare) {
  public Unread {
    calls = Collections.unmodifiableMap(new LinkedHashMap<>(calls));
    bare = List.copyOf(bare);
  }

  /** What is to be said of such a text. */
  public List<Diagnostic> warnings() {
    List<Diagnostic> all = new ArrayList<>();
    all.add(Diagnostic.at(Code.UNREAD_FORM, place, form));
    bare.forEach(t -> all.add(Diagnostic.at(Code.BARE_TABLE_WARNING, t.place(), t.name())));
    return all;
  }
}
