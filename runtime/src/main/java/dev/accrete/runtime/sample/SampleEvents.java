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

  /** A load that was written: its file and what is in it. */
  public record LoadFile(Path path, LoadReport report) {}

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

  /** What is generated. */
  public SampleConfig config() {
    return config;
  }

  /** A new stream of the events, from the first load on. */
  public EventStream open() {
    return new EventStream(config);
  }

  /**
   * Writes each load to a file {@code load-1.csv}, {@code load-2.csv}, … in a folder, which is
   * created where absent.
   *
   * @throws IOException where a file cannot be written
   */
  public List<LoadFile> write(Path folder) throws IOException {
    Files.createDirectories(folder);
    List<LoadFile> files = new ArrayList<>();
    EventStream stream = open();
    while (stream.nextLoad()) {
      Path path = folder.resolve("load-" + (files.size() + 1) + ".csv");
      try (SampleCsv csv = SampleCsv.create(path)) {
        for (SampleEvent event = stream.next(); event != null; event = stream.next()) {
          csv.write(event);
        }
      }
      files.add(new LoadFile(path, stream.report()));
    }
    return List.copyOf(files);
  }
}
