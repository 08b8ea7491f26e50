package dev.accrete.compiler.translate;

import dev.accrete.compiler.catalogue.FunctionEntry;
import dev.accrete.compiler.catalogue.Functions;
import dev.accrete.compiler.catalogue.Mapping;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.parse.NodeSpans;
import dev.accrete.compiler.parse.ParsedText;
import dev.accrete.compiler.parse.SqlComments;
import dev.accrete.compiler.template.EditedText.Edit;
import dev.accrete.compiler.template.EditedText.Kept;
import dev.accrete.compiler.template.EditedText.Own;
import dev.accrete.compiler.template.EditedText.Part;
import dev.accrete.compiler.tree.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/** Looks at every node of a query and gathers what has to be written anew. */
final class Walk extends SqlBasicVisitor<Void> {
  private static final Set<SqlKind> WRAPPERS =
      Set.of(
          SqlKind.OVER,
          SqlKind.WITHIN_GROUP,
          SqlKind.FILTER,
          SqlKind.IGNORE_NULLS,
          SqlKind.RESPECT_NULLS);

  /** On which day weeks begin there is not documented. */
  private static final String WEEKS =
      "where they begin on Mondays, write"
          + " DATEDIFF(day, DATE_TRUNC('week', a), DATE_TRUNC('week', b)) / 7";

  private final ParsedText parsed;
  private final Dialects dialects;
  private final NamedTypes types;
  private final ValueKinds kinds;
  private final NodeSpans spans;
  private final String text;
  private final Clauses clauses;
  private final SetOperands setOperands;
  private final UnnamedColumns unnamed;
  private final SuperPaths paths;
  private final Quotes quotes;
  private final LateralAliases lateral;
  private final Map<SqlNode, SqlCall> wrappers = new IdentityHashMap<>();

  /** Values made of texts that are cast. */
  private final Set<SqlNode> parsedTexts = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Calls that stand in FROM. */
  private final Set<SqlNode> inFrom = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Constants that are regular expressions. */
  private final Set<SqlNode> patterns = Collections.newSetFromMap(new IdentityHashMap<>());

  private final Set<SqlNode> names = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Edit> edits = new ArrayList<>();

  /** Those of aliases: what is written around a name comes before what is written in its place. */
  private final List<Edit> aliases = new ArrayList<>();

  private final List<Diagnostic> diagnostics = new ArrayList<>();

  /**
   * From where to where.
   *
   * @param from the dialect that the text is written in
   * @param to the dialect that it is to be written in
   * @param clockBound whether a run puts its own time in the place of the clock
   */
  record Dialects(String from, String to, boolean clockBound) {}

  Walk(ParsedText parsed, Dialects dialects, Map<String, List<Field>> relations) {
    List<Field> columns =
        UnknownTables.areIn(parsed.query(), relations.keySet())
            ? List.of()
            : relations.values().stream().flatMap(List::stream).toList();
    this.parsed = parsed;
    this.dialects = dialects;
    Scopes scopes = new Scopes(relations, parsed.query());
    this.kinds = new ValueKinds(columns, parsed.query(), scopes, dialects.from());
    this.types = new NamedTypes(columns, kinds::given, scopes);
    this.text = parsed.rendered().text();
    this.spans = new NodeSpans(text, parsed.offsets());
    ListedColumns listed = new ListedColumns(relations);
    this.paths =
        new SuperPaths(spans, dialects.to(), columns, listed, parsed.query(), kinds::given);
    this.quotes = new Quotes(spans, text, types, dialects);
    String code = SqlComments.masked(text);
    this.setOperands = new SetOperands(spans, text, kinds, types, listed);
    this.clauses =
        new Clauses(
            code,
            spans,
            dialects.to(),
            new Pivots(code, spans, kinds, listed, types::quoted),
            listed,
            types::quoted);
    this.unnamed = new UnnamedColumns(spans, dialects.from(), dialects.to());
    this.lateral = new LateralAliases(spans, relations, parsed.query());
  }

  List<Edit> edits() {
    List<Edit> all = new ArrayList<>(edits);
    all.addAll(aliases);
    return unnamed.with(all);
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  @Override
  public Void visit(SqlCall call) {
    if (WRAPPERS.contains(call.getKind())) {
      wrappers.put(call.operand(0), call);
    }
    if (call.getKind() == SqlKind.COLLECTION_TABLE) {
      inFrom.add(call.operand(0));
    }
    if (call.getKind() == SqlKind.AS) {
      names.add(call.operand(1));
      aliases.addAll(quotes.withAs(call.operand(0), call.operand(1)));
    }
    if (call instanceof SqlSelect select) {
      unnamed.note(select);
    } else if (call instanceof SqlWithItem item) {
      unnamed.table(item.query);
      lateral.note(item);
    }
    if (dialects.from().equals("redshift")) {
      paths.note(call);
      if (paths.isReadInFrom(call)) {
        array(call);
        return null;
      }
      if (SuperPaths.isBeyond(call) || SuperPaths.isParsed(call) && isCastNow(call)) {
        path(call);
        return null;
      }
    }
    try {
      if (dialects.from().equals("redshift")) {
        SuperPaths.requireNoUnnest(call);
      }
      if (call instanceof SqlSelect select && !dialects.to().equals("redshift")) {
        Predicate<String> shared =
            name -> !types.declared(name).isEmpty() || kinds.columns(name).size() > 1;
        Optional<Predicate<String>> own =
            Optional.of(shared).filter(n -> dialects.to().equals("duckdb"));
        aliases.addAll(lateral.of(select, own));
      }
      if (typedConstant(call)) {
        return null;
      }
      if (!dialects.from().equals("duckdb") && dialects.to().equals("duckdb")) {
        edits.addAll(setOperands.of(call));
      }
      edits.addAll(Conditions.of(call, spans, kinds, dialects));
      edits.addAll(clauses.of(call));
      function(call);
      TextCasts.of(call, spans, text, kinds, types, dialects).ifPresent(edits::add);
      ExactQuotients.cast(call, spans, text, kinds, dialects).ifPresent(edits::add);
    } catch (NoEqual none) {
      report(none.what(), none.node(), none.hint());
    }
    return super.visit(call);
  }

  private void function(SqlCall call) {
    String name = call.getOperator().getName().strip().toUpperCase(Locale.ROOT);
    name = name.equals("TRANSLATE3") ? "TRANSLATE" : name;
    Optional<FunctionEntry> known =
        Functions.entry(name).filter(entry -> entry.isIn(dialects.from()));
    if (known.isEmpty() || NodeSpans.isNowhere(call.getParserPosition())) {
      return;
    }
    FunctionEntry entry = known.get();
    List<Mapping> mappings = entry.mappings(dialects.from(), dialects.to());
    Site site = new Site(call, entry, around(call), spans, text, types, kinds, dialects.to());
    List<String> values = site.arguments().stream().map(site::value).toList();
    Optional<Mapping> mapping = mappings.stream().filter(m -> m.fits(values)).findFirst();
    boolean alike = mappings.isEmpty() && entry.isIn(dialects.to());
    CallChecks.require(site, dialects, inFrom.contains(call));
    if (dialects.from().equals("redshift")) {
      edits.addAll(ImplicitCasts.of(site));
      edits.addAll(PartsOfTimes.ofDay(site));
    }
    if (!dialects.from().equals("duckdb") && dialects.to().equals("duckdb")) {
      edits.addAll(WideDecimals.of(site));
      edits.addAll(ShortIntegers.of(site));
    }
    RegexPatterns.requireAlike(site, dialects.from()).ifPresent(patterns::add);
    if (!alike && (mapping.isEmpty() || mapping.get().isNone())) {
      boolean weeks = name.equals("DATEDIFF") && values.get(0).equals("week");
      boolean always = mapping.map(m -> m.argument() == 0).orElse(mappings.isEmpty());
      throw new NoEqual(
          weeks ? name + " by weeks" : always ? name : name + " with these arguments",
          call,
          weeks ? WEEKS : mapping.flatMap(Mapping::hint).orElse(null));
    }
    mapping.ifPresent(m -> write(m, site));
    if (!dialects.clockBound()) {
      ClockText.of(name, dialects.to()).ifPresent(own -> edits.add(site.edit(call, own)));
    }
  }

  private void write(Mapping mapping, Site site) {
    List<Part> ofTime = PartsOfTimes.written(site, dialects.from());
    if (!ofTime.isEmpty()) {
      edits.add(site.edit(site.call(), ofTime));
    } else if (mapping.text().equals("=")) {
      parts(site);
    } else if (mapping.text().startsWith("@")) {
      edits.addAll(Forms.write(mapping.text(), site));
    } else {
      edits.add(site.edit(site.call(), CallText.of(mapping, site)));
    }
  }

  /** SYSDATE, which is called without parentheses, and names in quotes. */
  @Override
  public Void visit(SqlIdentifier name) {
    if (lateral.isReplaced(name)) {
      return null;
    }
    if (dialects.from().equals("redshift")) {
      if (isArray(name)) {
        array(name);
        return null;
      }
      if (paths.of(name).isPresent()) {
        path(name);
        return null;
      }
    }
    edits.addAll(quotes.of(name));
    boolean calls = !dialects.clockBound() && name.isSimple() && !names.contains(name);
    if (calls && dialects.from().equals("redshift") && written(name).equalsIgnoreCase("SYSDATE")) {
      int[] span = spans.of(name);
      ClockText.of("SYSDATE", dialects.to())
          .ifPresent(own -> edits.add(new Edit(span[0], span[1], own)));
    }
    return null;
  }

  /** Whether it is the value of a cast that has not been written yet. */
  private boolean isCastNow(SqlCall parsed) {
    return paths.castTo(parsed).isPresent() && parsedTexts.add(parsed);
  }

  private void array(SqlNode path) {
    if (!paths.isNumbered(path)) {
      report("the array " + written(path) + " of a SUPER value", path, null);
    }
  }

  private boolean isArray(SqlIdentifier name) {
    int start = spans.of(name)[0];
    return paths.isArray(name)
        && parsed.rendered().references().stream().noneMatch(r -> r.start() == start);
  }

  /** A path into a SUPER value, as what it begins with is a column. */
  private void path(SqlNode node) {
    Optional<SuperPaths.Path> path = paths.of(node);
    try {
      if (path.isEmpty()) {
        throw new NoEqual("the path " + written(node) + " into a SUPER value", node, null);
      }
      String type = paths.castTo(node).map(this::written).orElse("");
      edits.add(paths.edit(node, path.get(), type));
      path.get().column().accept(this);
    } catch (NoEqual none) {
      report(none.what(), none.node(), none.hint());
    }
  }

  /** Parts of dates by their full names, as other dialects know fewer. */
  private void parts(Site site) {
    for (SqlNode argument : site.arguments()) {
      if (argument instanceof SqlIntervalQualifier
          && !site.value(argument).equalsIgnoreCase(site.written(argument).strip())) {
        edits.add(site.edit(argument, List.of(new Own(site.value(argument)))));
      }
    }
  }

  /** WITHIN GROUP and the like around a call, from the inside. */
  private List<SqlCall> around(SqlCall call) {
    List<SqlCall> around = new ArrayList<>();
    for (SqlCall next = wrappers.get(call); next != null; next = wrappers.get(next)) {
      around.add(next);
    }
    return around;
  }

  /**
   * {@code NUMERIC '1.5'}, whose type has a length elsewhere, is written as the cast that it is.
   */
  private boolean typedConstant(SqlCall call) {
    boolean constant =
        call.getKind() == SqlKind.CAST
            && call.operandCount() == 2
            && call.operand(0) instanceof SqlLiteral
            && call.operand(1) instanceof SqlDataTypeSpec
            && !NodeSpans.isNowhere(call.getParserPosition());
    if (constant) {
      edits.addAll(TimeConstants.cast(call, spans, text, dialects));
    }
    if (!constant || spans.of(call.operand(1))[0] > spans.of(call.operand(0))[0]) {
      return false;
    }
    Optional<String> type =
        TypeNames.of(written(call.operand(1)), dialects).filter(name -> name.contains("("));
    int[] span = spans.of(call);
    int[] value = spans.of(call.operand(0));
    type.ifPresent(
        name ->
            edits.add(
                new Edit(
                    span[0],
                    span[1],
                    List.of(
                        new Own("CAST("),
                        new Kept(value[0], value[1]),
                        new Own(" AS " + name + ")")))));
    return type.isPresent();
  }

  @Override
  public Void visit(SqlDataTypeSpec type) {
    if (!NodeSpans.isNowhere(type.getParserPosition())) {
      try {
        TypeNames.of(written(type), dialects).ifPresent(name -> edits.add(instead(type, name)));
      } catch (IllegalArgumentException none) {
        report("the type " + none.getMessage(), type, null);
      }
    }
    return null;
  }

  private Edit instead(SqlNode node, String own) {
    int[] span = spans.of(node);
    return new Edit(span[0], span[1], List.of(new Own(own)));
  }

  @Override
  public Void visit(SqlLiteral literal) {
    if (!NodeSpans.isNowhere(literal.getParserPosition())) {
      try {
        ConstantText.of(literal, written(literal), patterns.contains(literal), dialects)
            .ifPresent(own -> edits.add(instead(literal, own)));
      } catch (NoEqual none) {
        report(none.what(), none.node(), none.hint());
      }
    }
    return null;
  }

  private String written(SqlNode node) {
    int[] span = spans.of(node);
    return text.substring(span[0], span[1]);
  }

  private void report(String what, SqlNode node, @org.jspecify.annotations.Nullable String hint) {
    int[] span = spans.of(node);
    Diagnostic found =
        Diagnostic.of(
            Code.NO_EQUAL, parsed.rendered().origin(span[0], span[1]).span(), what, dialects.to());
    diagnostics.add(hint == null ? found : found.withHint(hint));
  }
}
