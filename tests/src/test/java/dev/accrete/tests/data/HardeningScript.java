package dev.accrete.tests.data;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The steps by which the events are made harder, in order; later ones see what earlier ones did.
 */
final class HardeningScript {
  private static final long HOUR = 3600;
  private static final long DAY = 24 * HOUR;

  private HardeningScript() {}

  static List<Consumer<HardeningDraft>> all() {
    return List.of(
        HardeningScript::addPings,
        HardeningScript::goOnNextDay,
        LoginScript::logInAtOnce,
        LoginScript::logInWeeksLater,
        LoginScript::showOneUserOnTwoCookies,
        LoginScript::showTwoUsersOnOneCookie,
        LoginScript::takeLoginAway,
        HardeningScript::addRowsWithoutIds,
        CopyScript::addCopies,
        HardeningScript::stampByTheHour,
        HardeningScript::holdRowsBack,
        HardeningScript::moveContexts);
  }

  /** Page pings every ten seconds, of the view of a page_view event. */
  private static void addPings(HardeningDraft draft) {
    for (DataRow view : draft.rows()) {
      if (!view.text("event_name").equals("page_view") || draft.percent(40)) {
        continue;
      }
      String viewId = draft.viewOf(view);
      int pings = 1 + draft.random().nextInt(5);
      for (int i = 1; i <= pings; i++) {
        DataRow ping =
            HardeningDraft.moved(view, 10L * i)
                .with(
                    "event_id", draft.newId(),
                    "event_name", "page_ping",
                    "event_fingerprint", draft.newHash(),
                    "pp_xoffset_max", Integer.toString(draft.random().nextInt(50)),
                    "pp_yoffset_max", Integer.toString(draft.random().nextInt(3000)));
        draft.add(ping);
        draft.addContext(ping, viewId);
      }
    }
  }

  /** Sessions that cross two days of etl_tstamp; now and then a view goes on in another session. */
  private static void goOnNextDay(HardeningDraft draft) {
    for (String cookie : draft.takeCookies(12)) {
      List<DataRow> rows = draft.rowsOf(cookie);
      DataRow last = rows.get(rows.size() - 1);
      DataRow later =
          HardeningDraft.moved(last, DAY + draft.random().nextInt((int) DAY))
              .with(
                  "event_id", draft.newId(),
                  "event_name", "page_view",
                  "event_fingerprint", draft.newHash());
      draft.add(later);
      draft.addContext(later, draft.newId());
      DataRow elsewhere =
          HardeningDraft.moved(later, 20)
              .with(
                  "event_id", draft.newId(),
                  "event_name", "page_ping",
                  "domain_sessionid", draft.newHash(),
                  "event_fingerprint", draft.newHash());
      draft.add(elsewhere);
      draft.addContext(elsewhere, draft.viewOf(later));
    }
  }

  /** Events without cookie, without session, without both; some of them with a user. */
  private static void addRowsWithoutIds(HardeningDraft draft) {
    List<DataRow> rows = draft.rows();
    for (int i = 0; i < 45; i++) {
      DataRow row = rows.get(draft.random().nextInt(rows.size()));
      DataRow copy =
          HardeningDraft.moved(row, 60 + i)
              .with("event_id", draft.newId(), "event_fingerprint", draft.newHash());
      copy = i % 3 == 0 ? copy : copy.with("domain_userid", null);
      copy = i % 3 == 1 ? copy : copy.with("domain_sessionid", null, "domain_sessionidx", null);
      copy = i % 5 == 0 ? copy.with("user_id", "nobody-" + i) : copy;
      draft.add(copy);
      draft.addContext(copy, draft.newId());
    }
  }

  /** Half of the rows pass an ETL run an hour, so that many rows share a stamp. */
  private static void stampByTheHour(HardeningDraft draft) {
    draft.changeEvents(
        arrival -> {
          DataRow row = arrival.row();
          String hour = Times.endOfHour(row.text("etl_tstamp"));
          return draft.percent(50)
              ? new Arrival(row.with("etl_tstamp", hour), arrival.shift())
              : arrival;
        });
  }

  /** Some rows come a load later than others of the same stamp: the stamp grows. */
  private static void holdRowsBack(HardeningDraft draft) {
    Set<String> stamps = new HashSet<>();
    draft.changeEvents(
        arrival -> {
          boolean others = !stamps.add(arrival.row().text("etl_tstamp"));
          return others && draft.percent(8) ? new Arrival(arrival.row(), 1) : arrival;
        });
  }

  /** Contexts come a load or two late, a load early, never, or twice with another id. */
  private static void moveContexts(HardeningDraft draft) {
    List<Arrival> before = draft.contexts();
    for (Arrival context : before) {
      if (draft.percent(3)) {
        draft.addSecondContext(context.row(), draft.newId());
      }
    }
    draft.changeContexts(
        context -> {
          int roll = draft.random().nextInt(100);
          int shift = roll < 8 ? 1 : roll < 10 ? 2 : roll < 18 ? -1 : 0;
          return roll >= 97 ? null : new Arrival(context.row(), shift);
        });
  }
}
