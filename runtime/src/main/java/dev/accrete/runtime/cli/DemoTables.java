package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.load.ModelFile.Materialization;
import dev.accrete.runtime.cli.terminal.Numbers;
import dev.accrete.runtime.cli.terminal.TextTable;
import dev.accrete.runtime.report.DemoReport;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of the demo: the models, the first run, the runs after later loads. */
final class DemoTables {
  private DemoTables() {}

  static TextTable models(CompiledProject project) {
    TextTable table = new TextTable(List.of("model", "how it is kept", "by", "reads"));
    for (CompiledModel model : project.models()) {
      model
          .result()
          .filter(result -> result.plan().materialized() != Materialization.EPHEMERAL)
          .ifPresent(result -> table.row(row(model, result)));
    }
    return table;
  }

  private static List<String> row(CompiledModel model, CompiledModel.Result result) {
    Certificate certificate = result.certificate();
    String key =
        certificate.keyColumns().stream()
            .map(column -> result.columns().get(column).name())
            .collect(Collectors.joining(", "));
    String reads =
        Stream.concat(model.readsSources().stream(), model.readsModels().stream())
            .distinct()
            .collect(Collectors.joining(", "));
    return List.of(model.name(), certificate.strategy().word(), key, reads);
  }

  static TextTable first(DemoReport.Load load) {
    TextTable table =
        new TextTable(List.of("model", "strategy", ">rows", ">time", "equals its SELECT"));
    for (DemoReport.Model model : load.models()) {
      table.row(
          model.name(),
          model.strategy(),
          Numbers.count(model.rowCount()),
          seconds(model.executionTime()),
          verdict(model));
    }
    return table;
  }

  static TextTable later(DemoReport.Load load) {
    TextTable table =
        new TextTable(
            List.of(
                "model",
                "strategy",
                ">keys",
                ">of rows",
                ">deleted",
                ">inserted",
                ">time",
                ">full rebuild",
                "equals its SELECT"));
    for (DemoReport.Model model : load.models()) {
      Long keys = model.keysTouched();
      table.row(
          model.name(),
          model.strategy(),
          keys == null ? "" : Numbers.count(keys),
          Numbers.count(model.rowCount()),
          Numbers.count(model.rowsDeleted()),
          Numbers.count(model.rowsInserted()),
          seconds(model.executionTime()),
          seconds(model.fullRebuildTime()),
          verdict(model));
    }
    double time = load.models().stream().mapToDouble(m -> m.executionTime()).sum();
    double rebuild = load.models().stream().mapToDouble(m -> m.fullRebuildTime()).sum();
    return table.row(
        "all together",
        "",
        "",
        "",
        "",
        "",
        seconds(time),
        seconds(rebuild),
        load.equal() ? "yes" : "NO");
  }

  private static String verdict(DemoReport.Model model) {
    return model.equal()
        ? "yes"
        : "NO: " + Numbers.count(model.onlyTable() + model.onlySelect(), "row") + " differ";
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.2fs", seconds);
  }
}
