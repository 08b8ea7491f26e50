package dev.accrete.runtime.sample;

/** Generates events with their contexts, counts them and throws them away, in a process. */
final class CountedEvents {
  private CountedEvents() {}

  public static void main(String[] arguments) {
    EventStream stream = SampleEvents.demo(1, Long.parseLong(arguments[0])).openWithContexts();
    long events = 0;
    long contexts = 0;
    while (stream.nextLoad()) {
      while (stream.next() != null) {
        events++;
        contexts += stream.contexts().size();
      }
      contexts += stream.contexts().size();
    }
    System.out.println(events + " events, " + contexts + " contexts");
  }
}
