package dev.accrete.tests.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Events and contexts while they are made harder. */
final class HardeningDraft {
  private final Random random;
  private final List<Arrival> events = new ArrayList<>();
  private final List<Arrival> contexts = new ArrayList<>();
  private final List<String> cookies;
  private int cookiesTaken;

  HardeningDraft(WebEvents plain, Random random) {
    this.random = random;
    plain.events().forEach(this::add);
    plain.contexts().forEach(row -> contexts.add(Arrival.inTime(row)));
    Set<String> distinct = new LinkedHashSet<>();
    plain.events().forEach(row -> distinct.add(row.text("domain_userid")));
    this.cookies = new ArrayList<>(distinct);
    Collections.shuffle(cookies, random);
  }

  List<Arrival> events() {
    return List.copyOf(events);
  }

  List<Arrival> contexts() {
    return List.copyOf(contexts);
  }

  Random random() {
    return random;
  }

  boolean percent(int share) {
    return random.nextInt(100) < share;
  }

  String newId() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  String newHash() {
    return newId().replace("-", "");
  }

  /** So many cookies that no other step has. */
  List<String> takeCookies(int count) {
    List<String> taken = cookies.subList(cookiesTaken, cookiesTaken + count);
    cookiesTaken += count;
    return List.copyOf(taken);
  }

  /** The events so far; steps may add while they go through it. */
  List<DataRow> rows() {
    return events.stream().map(Arrival::row).toList();
  }

  /** A cookie's events by collector_tstamp. */
  List<DataRow> rowsOf(String cookie) {
    return stream()
        .filter(row -> cookie.equals(row.value("domain_userid")))
        .sorted(Comparator.comparing(row -> row.text("collector_tstamp")))
        .toList();
  }

  private Stream<DataRow> stream() {
    return events.stream().map(Arrival::row);
  }

  void add(DataRow event) {
    events.add(Arrival.inTime(event));
  }

  void addHeldBack(DataRow event) {
    events.add(new Arrival(event, 1));
  }

  /** Adds a context that names the page view of an event. */
  void addContext(DataRow event, String viewId) {
    DataRow form = contexts.get(0).row();
    contexts.add(
        Arrival.inTime(
            form.with(
                "root_id",
                event.text("event_id"),
                "root_tstamp",
                event.text("collector_tstamp"),
                "id",
                viewId)));
  }

  /** Adds a context like one that is there, with another id. */
  void addSecondContext(DataRow context, String viewId) {
    contexts.add(new Arrival(context.with("id", viewId), 1));
  }

  /** The page view that an event's first context names, or a new one. */
  String viewOf(DataRow event) {
    return contexts.stream()
        .map(Arrival::row)
        .filter(row -> row.text("root_id").equals(event.text("event_id")))
        .map(row -> row.text("id"))
        .findFirst()
        .orElseGet(this::newId);
  }

  /** Changes event rows in place. */
  void changeEvents(UnaryOperator<Arrival> change) {
    events.replaceAll(change);
  }

  /** Changes or drops (null) context rows in place. */
  void changeContexts(Function<Arrival, @Nullable Arrival> change) {
    List<Arrival> changed =
        contexts.stream().<@Nullable Arrival>map(change).filter(Objects::nonNull).toList();
    contexts.clear();
    contexts.addAll(changed);
  }

  /** The event some seconds later or earlier, by all clocks. */
  static DataRow moved(DataRow event, long seconds) {
    DataRow moved = event;
    for (String column :
        List.of(
            "etl_tstamp",
            "collector_tstamp",
            "dvce_created_tstamp",
            "dvce_sent_tstamp",
            "derived_tstamp")) {
      moved = moved.with(column, Times.plusSeconds(event.text(column), seconds));
    }
    return moved;
  }

  /** The event taken in by an ETL run some seconds later. */
  static DataRow stampedLater(DataRow event, long seconds) {
    return event.with("etl_tstamp", Times.plusSeconds(event.text("etl_tstamp"), seconds));
  }
}
