package dev.accrete.tests.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Cuts events and their contexts into loads. */
final class LoadCut {
  private final List<Arrival> events;
  private final List<Arrival> contexts;
  private final int loads;

  LoadCut(List<Arrival> events, List<Arrival> contexts, int loads) {
    this.events = events;
    this.contexts = contexts;
    this.loads = loads;
  }

  /**
   * Equal numbers of events in an order; contexts come with their event, or as far from it as their
   * shift says.
   *
   * @param together events with equal values stay in one load, unless they are held back
   * @param holdBack whether the shifts of events count
   */
  List<HardLoad> inOrder(
      Comparator<DataRow> order, @Nullable Function<DataRow, String> together, boolean holdBack) {
    List<Arrival> sorted = new ArrayList<>(events);
    sorted.sort((a, b) -> order.compare(a.row(), b.row()));
    int[] places = new int[sorted.size()];
    for (int i = 0; i < places.length; i++) {
      boolean joins =
          together != null
              && i > 0
              && together
                  .apply(sorted.get(i).row())
                  .equals(together.apply(sorted.get(i - 1).row()));
      places[i] = joins ? places[i - 1] : i * loads / places.length;
    }
    for (int i = 0; i < places.length && holdBack; i++) {
      places[i] = inside(places[i] + sorted.get(i).shift());
    }
    return loads(sorted, places, null);
  }

  List<HardLoad> shuffled(Random random) {
    int[] places = new int[events.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = random.nextInt(loads);
    }
    return loads(events, places, random);
  }

  private List<HardLoad> loads(List<Arrival> arrivals, int[] places, @Nullable Random random) {
    List<List<DataRow>> eventRows = empty();
    List<List<DataRow>> contextRows = empty();
    Map<String, Integer> placeOfEvent = new HashMap<>();
    for (int i = 0; i < places.length; i++) {
      DataRow row = arrivals.get(i).row();
      eventRows.get(places[i]).add(row);
      placeOfEvent.merge(key(row, "event_id", "collector_tstamp"), places[i], Math::min);
    }
    for (Arrival context : contexts) {
      int place = placeOfEvent.getOrDefault(key(context.row(), "root_id", "root_tstamp"), 0);
      int load = random == null ? inside(place + context.shift()) : random.nextInt(loads);
      contextRows.get(load).add(context.row());
    }
    List<HardLoad> cut = new ArrayList<>();
    for (int i = 0; i < loads; i++) {
      cut.add(new HardLoad(eventRows.get(i), contextRows.get(i)));
    }
    return List.copyOf(cut);
  }

  private List<List<DataRow>> empty() {
    List<List<DataRow>> lists = new ArrayList<>();
    for (int i = 0; i < loads; i++) {
      lists.add(new ArrayList<>());
    }
    return lists;
  }

  private int inside(int load) {
    return Math.max(0, Math.min(loads - 1, load));
  }

  static String key(DataRow row, String id, String timestamp) {
    return row.text(id) + " " + row.text(timestamp);
  }
}
