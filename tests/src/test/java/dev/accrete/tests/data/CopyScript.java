package dev.accrete.tests.data;

import java.util.List;

/** Copies of events: equal ones, ones that lose, ones that come late and win. */
final class CopyScript {
  private static final int DAY = 24 * 3600;

  private CopyScript() {}

  static void addCopies(HardeningDraft draft) {
    List<DataRow> rows = draft.rows();
    for (int i = 0; i < rows.size(); i++) {
      if (draft.percent(15)) {
        addCopy(draft, rows, i);
      }
    }
  }

  private static void addCopy(HardeningDraft draft, List<DataRow> rows, int i) {
    DataRow row = rows.get(i);
    int later = 2 * 3600 + draft.random().nextInt(3 * DAY);
    switch (draft.random().nextInt(7)) {
      case 0 -> draft.add(row);
      case 1 -> draft.add(HardeningDraft.stampedLater(row, later));
      case 2 -> addLoser(draft, row, later);
      case 3, 4 -> addWinner(draft, changed(draft, row), later);
      case 5 -> addWinner(draft, inAnotherVisit(draft, rows, row), later);
      default -> addTie(draft, row);
    }
  }

  /** Another page and fingerprint. */
  private static DataRow changed(HardeningDraft draft, DataRow row) {
    return row.with(
        "page_url",
        row.text("page_url") + "#copy",
        "page_urlfragment",
        "copy",
        "event_fingerprint",
        draft.newHash());
  }

  /** Cookie, session and user of another event: the winner takes the event to another visit. */
  private static DataRow inAnotherVisit(HardeningDraft draft, List<DataRow> rows, DataRow row) {
    DataRow other = rows.get(draft.random().nextInt(rows.size()));
    return changed(draft, row)
        .with(
            "domain_userid", other.value("domain_userid"),
            "domain_sessionid", other.value("domain_sessionid"),
            "domain_sessionidx", other.value("domain_sessionidx"),
            "user_id", other.value("user_id"));
  }

  private static void addLoser(HardeningDraft draft, DataRow row, int later) {
    String collector = Times.plusSeconds(row.text("collector_tstamp"), later);
    DataRow loser = changed(draft, row).with("collector_tstamp", collector);
    draft.add(HardeningDraft.stampedLater(loser, later));
    draft.addContext(loser, draft.newId());
  }

  /** Collected earlier than the row that was kept, and loaded later; half keep their context. */
  private static void addWinner(HardeningDraft draft, DataRow changed, int later) {
    int seconds = 1 + draft.random().nextInt(30);
    String collector = Times.plusSeconds(changed.text("collector_tstamp"), -seconds);
    DataRow winner = changed.with("collector_tstamp", collector);
    draft.add(HardeningDraft.stampedLater(winner, later));
    if (draft.percent(50)) {
      draft.addContext(winner, draft.viewOf(changed));
    }
  }

  /** Equal by collector_tstamp: an earlier stamp that comes late wins; else the rest decides. */
  private static void addTie(HardeningDraft draft, DataRow row) {
    DataRow copy = changed(draft, row);
    if (draft.percent(50)) {
      draft.addHeldBack(HardeningDraft.stampedLater(copy, -1));
    } else {
      draft.add(copy);
    }
  }
}
