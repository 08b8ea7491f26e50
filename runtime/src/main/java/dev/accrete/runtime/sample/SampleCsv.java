package dev.accrete.runtime.sample;

import dev.accrete.runtime.csv.CsvWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** Writes sample events, or their contexts, as CSV with a header. */
public final class SampleCsv implements Closeable {
  private final CsvWriter writer;

  private SampleCsv(CsvWriter writer) {
    this.writer = writer;
  }

  /** A file, created or replaced, that begins with the header. */
  public static SampleCsv create(Path path) throws IOException {
    return on(CsvWriter.create(path));
  }

  /** A file for contexts, created or replaced, that begins with the header. */
  public static SampleCsv ofContexts(Path path) throws IOException {
    CsvWriter writer = CsvWriter.create(path);
    writer.row(SampleContext.NAMES);
    return new SampleCsv(writer);
  }

  static SampleCsv on(CsvWriter writer) throws IOException {
    writer.row(SampleColumns.NAMES);
    return new SampleCsv(writer);
  }

  /** One row. */
  public void write(SampleEvent event) throws IOException {
    SampleEvent.Times times = event.times;
    writer
        .cells(SessionScript.APPLICATION.bytes())
        .timestamp(times.etl())
        .timestamp(times.collector())
        .timestamp(times.created())
        .timestamp(times.sent())
        .uuid(event.id.high(), event.id.low())
        .cells(event.name.bytes())
        .cells(event.user.bytes())
        .cells(event.visit.visitor().bytes())
        .cells(event.view.page().page().bytes())
        .cells(event.view.referrer().bytes())
        .cells(event.view.page().address().bytes())
        .cells(event.view.campaign().bytes())
        .cells(event.visit.device().browser().bytes())
        .cells(event.visit.country().bytes())
        .timestamp(times.derived())
        .count(event.scroll.x())
        .count(event.scroll.y())
        .cells(event.document().bytes())
        .cells(event.visit.device().viewport().bytes())
        .hexadecimal(event.fingerprint.high(), event.fingerprint.low())
        .endRow();
  }

  /** One context. */
  public void write(SampleContext context) throws IOException {
    writer
        .uuid(context.event.high(), context.event.low())
        .timestamp(context.collected)
        .uuid(context.view.high(), context.view.low())
        .endRow();
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
