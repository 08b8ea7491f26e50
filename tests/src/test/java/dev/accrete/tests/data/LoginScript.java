package dev.accrete.tests.data;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Logins: at once, weeks later, on two cookies, by two people, and one that is taken back. */
final class LoginScript {
  private static final long HOUR = 3600;
  private static final long DAY = 24 * HOUR;

  private LoginScript() {}

  /** A user from some event of the cookie on. */
  static void logInAtOnce(HardeningDraft draft) {
    int number = 0;
    for (String cookie : draft.takeCookies(20)) {
      logIn(draft, cookie, "user-" + number++);
    }
  }

  private static void logIn(HardeningDraft draft, String cookie, String user) {
    List<DataRow> rows = draft.rowsOf(cookie);
    Set<String> ids = new HashSet<>();
    rows.subList(draft.random().nextInt(rows.size()), rows.size())
        .forEach(row -> ids.add(row.text("event_id")));
    draft.changeEvents(
        arrival ->
            ids.contains(arrival.row().text("event_id"))
                ? new Arrival(arrival.row().with("user_id", user), arrival.shift())
                : arrival);
  }

  /** A session weeks later, logged in, on a cookie that nobody knew: all its past is to change. */
  static void logInWeeksLater(HardeningDraft draft) {
    int number = 0;
    for (String cookie : draft.takeCookies(20)) {
      returnLoggedIn(draft, cookie, "late-" + number++, 14 + draft.random().nextInt(21));
    }
  }

  private static void returnLoggedIn(HardeningDraft draft, String cookie, String user, int days) {
    List<DataRow> rows = draft.rowsOf(cookie);
    DataRow last = rows.get(rows.size() - 1);
    int index = Integer.parseInt(last.text("domain_sessionidx")) + 1;
    DataRow back =
        HardeningDraft.moved(last, days * DAY)
            .with(
                "event_id", draft.newId(),
                "event_name", "page_view",
                "user_id", user,
                "domain_sessionid", draft.newHash(),
                "domain_sessionidx", Integer.toString(index),
                "event_fingerprint", draft.newHash());
    draft.add(back);
    draft.addContext(back, draft.newId());
  }

  /** Two cookies, one user: the second one turns out to be the first one weeks later. */
  static void showOneUserOnTwoCookies(HardeningDraft draft) {
    List<String> cookies = draft.takeCookies(16);
    for (int i = 0; i < cookies.size(); i += 2) {
      String user = "pair-" + i;
      logIn(draft, cookies.get(i), user);
      returnLoggedIn(draft, cookies.get(i + 1), user, 14 + draft.random().nextInt(14));
    }
  }

  /** A shared cookie: the later user holds, also against an older login that arrives last. */
  static void showTwoUsersOnOneCookie(HardeningDraft draft) {
    int number = 0;
    for (String cookie : draft.takeCookies(10)) {
      logIn(draft, cookie, "first-" + number);
      returnLoggedIn(draft, cookie, "second-" + number, 1 + draft.random().nextInt(3));
      DataRow oldest = draft.rowsOf(cookie).get(0);
      DataRow older =
          HardeningDraft.moved(oldest, -HOUR)
              .with(
                  "event_id", draft.newId(),
                  "user_id", "older-" + number,
                  "event_fingerprint", draft.newHash());
      draft.add(HardeningDraft.stampedLater(older, 10 * DAY));
      draft.addContext(older, draft.newId());
      number++;
    }
  }

  /** A login of which a copy without a user comes late and wins: the cookie is nobody's again. */
  static void takeLoginAway(HardeningDraft draft) {
    int number = 0;
    for (String cookie : draft.takeCookies(8)) {
      List<DataRow> rows = draft.rowsOf(cookie);
      DataRow login =
          HardeningDraft.moved(rows.get(rows.size() - 1), 2 * HOUR)
              .with(
                  "event_id", draft.newId(),
                  "user_id", "mistaken-" + number++,
                  "event_fingerprint", draft.newHash());
      draft.add(login);
      draft.addContext(login, draft.newId());
      String earlier = Times.plusSeconds(login.text("collector_tstamp"), -3);
      DataRow winner =
          login.with(
              "collector_tstamp", earlier, "user_id", null, "event_fingerprint", draft.newHash());
      draft.add(HardeningDraft.stampedLater(winner, 5 * DAY));
    }
  }
}
