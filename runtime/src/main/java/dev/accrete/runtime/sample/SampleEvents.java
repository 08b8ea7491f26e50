package dev.accrete.runtime.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Sample events for a configuration: as a stream or as files. */
public final class SampleEvents {
  private final SampleConfig config;

  private SampleEvents(SampleConfig config) {
    this.config = config;
  }

  /** A load that was written: its files of events and contexts, and what is in it. */
  public record LoadFile(Path path, Path contexts, LoadReport report) {}

  /**
   * The events of a configuration.
   *
   * @throws IllegalArgumentException where a load would be shorter than a stamp is wide
   */
  public static SampleEvents of(SampleConfig config) {
    new Timeline(config);
    return new SampleEvents(config);
  }

  /** The four loads of the demo: at least 50,000 events, then three batches of about 1,500. */
  public static SampleEvents demo(long seed) {
    return of(SampleConfig.demo(seed));
  }

  /** The demo's loads with another number of events, 1,000 to 100,000,000. */
  public static SampleEvents demo(long seed, long events) {
    return of(SampleConfig.demo(seed, events));
  }

  /** What is generated. */
  public SampleConfig config() {
    return config;
  }

  /** A new stream of the events, from the first load on. */
  public EventStream open() {
    return new EventStream(config, false);
  }

  /** The same with their contexts, which are to be taken from the stream while it is read. */
  public EventStream openWithContexts() {
    return new EventStream(config, true);
  }

  /**
   * Writes each load to files {@code load-1.csv} and {@code contexts-1.csv}, {@code load-2.csv}, …
   * in a folder, which is created where absent.
   *
   * @throws IOException where a file cannot be written
   */
  public List<LoadFile> write(Path folder) throws IOException {
    Files.createDirectories(folder);
    List<LoadFile> files = new ArrayList<>();
    EventStream stream = openWithContexts();
    while (stream.nextLoad()) {
      int number = files.size() + 1;
      Path path = folder.resolve("load-" + number + ".csv");
      Path contexts = folder.resolve("contexts-" + number + ".csv");
      try (SampleCsv csv = SampleCsv.create(path);
          SampleCsv beside = SampleCsv.ofContexts(contexts)) {
        for (SampleEvent event = stream.next(); event != null; event = stream.next()) {
          csv.write(event);
          writeContexts(stream, beside);
        }
        writeContexts(stream, beside);
      }
      files.add(new LoadFile(path, contexts, stream.report()));
    }
    return List.copyOf(files);
  }

  private static void writeContexts(EventStream stream, SampleCsv csv) throws IOException {
    for (SampleContext context : stream.contexts()) {
      csv.write(context);
    }
  }
}
