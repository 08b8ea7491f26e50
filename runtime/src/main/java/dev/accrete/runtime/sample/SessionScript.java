package dev.accrete.runtime.sample;

import dev.accrete.runtime.sample.SampleEvent.Scroll;
import dev.accrete.runtime.sample.SampleEvent.Times;
import dev.accrete.runtime.sample.SampleEvent.View;
import dev.accrete.runtime.sample.SampleEvent.Visit;
import dev.accrete.runtime.sample.SessionStart.Login;
import java.util.ArrayList;
import java.util.List;

/** What happens in one session where nothing goes wrong: page views, pings, clicks, a login. */
final class SessionScript {
  static final Cells APPLICATION = Cells.of("shop", "web");

  private static final List<Page> PAGES = Page.all();
  private static final Cells PAGE_VIEW = Cells.of("page_view");
  private static final Cells PAGE_PING = Cells.of("page_ping");
  private static final Cells LINK_CLICK = Cells.of("link_click");
  private static final Cells SUBMIT_FORM = Cells.of("submit_form");
  private static final Cells NOBODY = Cells.of((String) null);
  private static final int MOST_VIEWS = 25;
  private static final int MOST_PINGS = 30;
  private static final int PING_MILLIS = 10_000;

  private final Timeline timeline;
  private final SessionStart start;
  private final Dice dice;
  private final Dice ids;
  private final Visit visit;
  private final boolean bot;
  private final Cells user;
  private final int clockSkew;
  private final List<SampleEvent> events = new ArrayList<>();
  private long moment;
  private boolean loggedIn;

  private SessionScript(long seed, Timeline timeline, SessionStart start) {
    this.timeline = timeline;
    this.start = start;
    this.dice = Dice.of(seed, Dice.Purpose.SESSION, start.number());
    this.ids = Dice.of(seed, Dice.Purpose.VIEW, start.number());
    Person person = Person.of(seed, start.person());
    Dice traits =
        Dice.of(seed, Dice.Purpose.DEVICE, 2L * person.owner(start.device()) + start.device());
    this.visit = VisitOf.start(seed, start, person, traits);
    this.bot = person.bot();
    this.user = Cells.of(person.userId());
    this.clockSkew = traits.perMille(10) ? traits.below(10_800_000) : traits.below(4000) - 2000;
    this.moment = start.millis();
    this.loggedIn = start.login() == Login.FROM_START;
  }

  /** The session's events in the order in which they happen. */
  static List<SampleEvent> events(long seed, Timeline timeline, SessionStart start) {
    SessionScript script = new SessionScript(seed, timeline, start);
    script.play();
    return script.events;
  }

  /** Another page than a row shows: the payload of a copy that differs. */
  static View otherView(Dice dice, View view) {
    return new View(view.id(), anyPage(dice), view.referrer(), view.campaign());
  }

  static Cells nobody() {
    return NOBODY;
  }

  private static Page anyPage(Dice dice) {
    return PAGES.get(Math.min(dice.below(PAGES.size()), dice.below(PAGES.size())));
  }

  private void play() {
    int views = bot ? 2 + dice.below(14) : 1 + dice.streak(690, MOST_VIEWS - 1);
    int loginAt = start.login() == Login.LATER ? dice.below(views) : -1;
    Traffic traffic = Traffic.of(dice);
    View view = new View(Bits.uuid(ids), anyPage(dice), traffic.referrer(), traffic.campaign());
    for (int i = 0; i < views; i++) {
      look(view, i == loginAt);
      view = new View(Bits.uuid(ids), anyPage(dice), view.page().asReferrer(), Traffic.INTERNAL);
    }
  }

  private void look(View view, boolean logsIn) {
    add(PAGE_VIEW, view, Scroll.NONE, RowKind.NEW);
    int pings = bot ? 0 : dice.streak(700, MOST_PINGS);
    int deepest =
        Math.max(1, view.page().height(visit.device().type()) - visit.device().viewHeight());
    int depth = 0;
    for (int ping = 0; ping < pings; ping++) {
      moment += PING_MILLIS;
      depth = Math.min(deepest, depth + dice.below(600));
      add(PAGE_PING, view, new Scroll(dice.below(20), depth), RowKind.NEW);
    }
    if (!bot && dice.perMille(120)) {
      moment += 500 + dice.below(3000);
      add(LINK_CLICK, view, Scroll.NONE, RowKind.NEW);
    }
    if (logsIn) {
      moment += 1000 + dice.below(9000);
      loggedIn = true;
      add(SUBMIT_FORM, view, Scroll.NONE, start.identifies() ? RowKind.IDENTIFYING : RowKind.NEW);
    }
    moment += bot ? 200 + dice.below(2000) : 3000 + dice.below(37_000);
    if (dice.perMille(15)) {
      moment += 600_000 + dice.below(1_100_000);
    }
  }

  private void add(Cells name, View view, Scroll scroll, RowKind kind) {
    long created = moment + clockSkew;
    long sent = created + 80 + dice.below(900);
    long collector = moment + (sent - created) + 30 + dice.below(90);
    long etl = timeline.stamp(collector);
    events.add(
        new SampleEvent(
            timeline.loadOf(etl),
            kind,
            new Times(etl, collector, created, sent),
            Bits.uuid(dice),
            name,
            loggedIn ? user : NOBODY,
            visit,
            view,
            scroll,
            Bits.of(dice)));
  }
}
