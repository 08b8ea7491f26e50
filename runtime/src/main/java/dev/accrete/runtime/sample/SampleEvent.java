package dev.accrete.runtime.sample;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One row of the sample: an event, or a copy of one. Immutable. */
public final class SampleEvent {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * The five stamps, in milliseconds since 1970 (UTC).
   *
   * @param etl etl_tstamp
   * @param collector collector_tstamp
   * @param created dvce_created_tstamp, by the device's clock
   * @param sent dvce_sent_tstamp, by the device's clock
   */
  record Times(long etl, long collector, long created, long sent) {
    /** derived_tstamp: when it happened, by the collector's clock. */
    long derived() {
      return collector - (sent - created);
    }
  }

  /**
   * What all events of a session share.
   *
   * @param visitor user_ipaddress, domain_userid, domain_sessionid, domain_sessionidx,
   *     network_userid
   * @param device the browser and its window
   * @param country geo_country
   */
  record Visit(Cells visitor, Device device, Cells country) {}

  /**
   * What a page view and its pings share.
   *
   * @param id the page view, which the context of each of them names
   */
  record View(Bits id, Page page, Cells referrer, Cells campaign) {}

  /** Offsets in pixels, -1 for NULL. */
  record Scroll(int x, int y) {
    static final Scroll NONE = new Scroll(-1, -1);
  }

  private final int load;
  private final RowKind kind;
  final Times times;
  final Bits id;
  final Cells name;
  final Cells user;
  final Visit visit;
  final View view;
  final Scroll scroll;
  final Bits fingerprint;

  SampleEvent(
      int load,
      RowKind kind,
      Times times,
      Bits id,
      Cells name,
      Cells user,
      Visit visit,
      View view,
      Scroll scroll,
      Bits fingerprint) {
    this.load = load;
    this.kind = kind;
    this.times = times;
    this.id = id;
    this.name = name;
    this.user = user;
    this.visit = visit;
    this.view = view;
    this.scroll = scroll;
    this.fingerprint = fingerprint;
  }

  /** The load that brings it, counted from 1. */
  public int load() {
    return load + 1;
  }

  /** Why it is in its load. */
  public RowKind kind() {
    return kind;
  }

  /** Counted from 0. */
  int loadIndex() {
    return load;
  }

  /** The value of a column of {@link SampleColumns}, as text; null for NULL. */
  public @Nullable String value(String column) {
    int index = SampleColumns.NAMES.indexOf(column);
    if (index < 0) {
      throw new IllegalArgumentException("no column " + column);
    }
    return values().get(index);
  }

  /** The values as text, in the order of {@link SampleColumns#NAMES}; null for NULL. */
  public List<@Nullable String> values() {
    List<@Nullable String> values = new ArrayList<>(SampleColumns.NAMES.size());
    values.addAll(SessionScript.APPLICATION.values());
    values.add(text(times.etl));
    values.add(text(times.collector));
    values.add(text(times.created));
    values.add(text(times.sent));
    values.add(id.asUuid());
    for (Cells cells : textCells()) {
      values.addAll(cells.values());
    }
    values.add(text(times.derived()));
    values.add(scroll.x < 0 ? null : Integer.toString(scroll.x));
    values.add(scroll.y < 0 ? null : Integer.toString(scroll.y));
    values.addAll(document().values());
    values.addAll(visit.device().viewport().values());
    values.add(fingerprint.asHexadecimal());
    return Collections.unmodifiableList(values);
  }

  /** The cells from event_name to geo_country. */
  private List<Cells> textCells() {
    return List.of(
        name,
        user,
        visit.visitor(),
        view.page().page(),
        view.referrer(),
        view.page().address(),
        view.campaign(),
        visit.device().browser(),
        visit.country());
  }

  Cells document() {
    return view.page().documents().get(visit.device().type());
  }

  static String text(long millis) {
    return TIMESTAMP.format(Instant.ofEpochMilli(millis));
  }

  /** The same row in another load, for another reason. */
  SampleEvent in(int otherLoad, RowKind otherKind, Times otherTimes) {
    return new SampleEvent(
        otherLoad, otherKind, otherTimes, id, name, user, visit, view, scroll, fingerprint);
  }

  /** The same event with another payload. */
  SampleEvent with(Cells otherUser, View otherView, Bits otherFingerprint) {
    return new SampleEvent(
        load, kind, times, id, name, otherUser, visit, otherView, scroll, otherFingerprint);
  }
}
