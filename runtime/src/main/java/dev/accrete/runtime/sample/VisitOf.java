package dev.accrete.runtime.sample;

import dev.accrete.runtime.sample.Dice.Purpose;
import dev.accrete.runtime.sample.SampleEvent.Visit;

/** The ids, the device and the country that a session's events share. */
final class VisitOf {
  private static final String[] NETWORKS = {"192.0.2.", "198.51.100.", "203.0.113.", "2001:db8::"};
  private static final Cells[] COUNTRIES = {
    Cells.of("US"),
    Cells.of("GB"),
    Cells.of("DE"),
    Cells.of("FR"),
    Cells.of("BR"),
    Cells.of("JP"),
    Cells.of("IN"),
    Cells.of((String) null),
  };

  private VisitOf() {}

  static Visit start(long seed, SessionStart start, Person person, Dice traits) {
    long owned = 2L * person.owner(start.device()) + start.device();
    boolean mobile = traits.perMille(start.device() == 1 ? 800 : 300);
    Device device = person.bot() ? Device.bot(traits) : Device.of(traits, mobile);
    Cells country = COUNTRIES[Math.min(traits.below(COUNTRIES.length), traits.below(20))];
    String address = NETWORKS[traits.below(NETWORKS.length)] + (1 + traits.below(254));
    return new Visit(
        Cells.of(
            address,
            person.cookies() ? id(seed, Purpose.COOKIE, owned << 8 | start.generation()) : null,
            hasSession(person) ? id(seed, Purpose.SESSION_ID, start.number()) : null,
            hasSession(person) ? Integer.toString(start.index()) : null,
            id(seed, Purpose.NETWORK, owned)),
        device,
        country);
  }

  private static boolean hasSession(Person person) {
    return person.cookies() && person.sessions();
  }

  private static String id(long seed, Purpose purpose, long number) {
    return Bits.uuid(Dice.of(seed, purpose, number)).asUuid();
  }
}
