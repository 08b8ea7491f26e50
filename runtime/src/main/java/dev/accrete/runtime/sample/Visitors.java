package dev.accrete.runtime.sample;

import dev.accrete.runtime.sample.SessionStart.Login;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Who comes: new visitors and, more often, ones who were here lately. Keeps four bytes a device.
 */
final class Visitors {
  private static final int NEW_PER_MILLE = 300;
  private static final int PROBES = 5000;

  /** A device: generation in 8 bits, whether it logged in, then the number of its sessions. */
  private static final int GENERATION = 0xff;

  private static final int LOGGED_IN = 0x100;
  private static final int ONE_SESSION = 0x200;
  private static final int COUNT_SHIFT = 9;

  private final long seed;
  private int[] devices = new int[1 << 12];
  private int people;
  private long sessions;

  Visitors(long seed) {
    this.seed = seed;
  }

  /** The next session; with {@code identify}, of somebody who turns out to be known, if any. */
  SessionStart next(long millis, boolean identify) {
    Dice dice = Dice.of(seed, Dice.Purpose.START, sessions);
    Person known = identify ? unrecognized(dice, millis) : null;
    Person person = known == null ? Person.of(seed, pick(dice)) : known;
    boolean second = person.secondDevice() && dice.perMille(350);
    int device = known != null || second ? 1 : 0;
    int generation = person.generation(device, millis);
    int slot = 2 * person.owner(device) + device;
    int before = (devices[slot] & GENERATION) == generation ? devices[slot] : generation;
    Login login = known != null ? Login.LATER : login(dice, person, device, before);
    boolean elsewhere = (devices[2 * person.number() + 1 - device] & LOGGED_IN) != 0;
    boolean first = login != Login.NEVER && (before & LOGGED_IN) == 0 && before >= ONE_SESSION;
    int after = before + ONE_SESSION | (login == Login.NEVER ? 0 : LOGGED_IN);
    devices[slot] = after;
    return new SessionStart(
        sessions++,
        person.number(),
        device,
        generation,
        after >>> COUNT_SHIFT,
        millis,
        login,
        first && elsewhere && !person.sharing());
  }

  /** How many sessions have begun. */
  long sessions() {
    return sessions;
  }

  private int pick(Dice dice) {
    if (people == 0 || dice.perMille(NEW_PER_MILLE)) {
      if (2 * people + 2 > devices.length) {
        devices = Arrays.copyOf(devices, 2 * devices.length);
      }
      return people++;
    }
    // The cube makes recent visitors likely and leaves none out.
    double ago = dice.below(1 << 20) / (double) (1 << 20);
    return people - 1 - (int) (people * (ago * ago * ago));
  }

  /** Second devices hardly ever log in: most of them are identified much later, or never. */
  private static Login login(Dice dice, Person person, int device, int before) {
    boolean logsIn = dice.perMille(device == 1 ? 20 : 550);
    boolean stays = (before & LOGGED_IN) != 0 && dice.perMille(700);
    if (person.userId() == null || !(logsIn || stays)) {
      return Login.NEVER;
    }
    return stays ? Login.FROM_START : Login.LATER;
  }

  /** Somebody known from the first device, whose second one was seen and has not logged in. */
  private @Nullable Person unrecognized(Dice dice, long millis) {
    int from = pickOld(dice);
    for (int i = 0; i < Math.min(people, PROBES); i++) {
      int number = (from + i) % people;
      int first = devices[2 * number];
      int second = devices[2 * number + 1];
      if ((first & LOGGED_IN) != 0 && second >= ONE_SESSION && (second & LOGGED_IN) == 0) {
        Person person = Person.of(seed, number);
        boolean fits = person.userId() != null && person.cookies() && person.sessions();
        boolean seen = person.generation(1, millis) == (second & GENERATION);
        if (fits && seen && !person.sharing()) {
          return person;
        }
      }
    }
    return null;
  }

  private int pickOld(Dice dice) {
    return people == 0 ? 0 : dice.below(people);
  }
}
