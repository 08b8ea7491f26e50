package dev.accrete.tests.benchmarks.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Plays logged statements again, each session's by a {@code psql} of its own. A statement waits for
 * all that had ended before it began, so that what depended on something still does, and for
 * nothing else: the time that Accrete thought in between is gone.
 */
final class Replay {
  /** The log's times are cut to milliseconds. */
  private static final Duration BLUR = Duration.ofMillis(1);

  private final int port;
  private final String database;
  private final Path folder;

  Replay(int port, String database, Path folder) {
    this.port = port;
    this.database = database;
    this.folder = folder;
  }

  /** How long they take, from the first one's start to the last one's end. */
  Duration play(List<LoggedStatement> statements) throws IOException {
    Map<String, List<Integer>> sessions = new LinkedHashMap<>();
    List<CompletableFuture<Void>> ended = new ArrayList<>();
    for (int i = 0; i < statements.size(); i++) {
      sessions.computeIfAbsent(statements.get(i).session(), s -> new ArrayList<>()).add(i);
      ended.add(new CompletableFuture<>());
    }
    List<Psql> clients = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(sessions.size());
    try {
      for (int i = 0; i < sessions.size(); i++) {
        clients.add(new Psql(port, database, folder.resolve("psql-" + i + ".err")));
      }
      for (Psql client : clients) {
        client.play("SELECT 1");
      }
      long start = System.nanoTime();
      int number = 0;
      for (List<Integer> own : sessions.values()) {
        Psql client = clients.get(number++);
        threads.execute(() -> play(own, statements, ended, client));
      }
      CompletableFuture.allOf(ended.toArray(CompletableFuture[]::new)).join();
      return Duration.ofNanos(System.nanoTime() - start);
    } finally {
      threads.shutdownNow();
      for (Psql client : clients) {
        client.close();
      }
    }
  }

  private static void play(
      List<Integer> own,
      List<LoggedStatement> all,
      List<CompletableFuture<Void>> ended,
      Psql client) {
    int waited = 0;
    for (int i : own) {
      try {
        Instant begun = all.get(i).begun().plus(BLUR);
        // The log is in the order in which statements ended.
        while (waited < i && !all.get(waited).ended().isAfter(begun)) {
          ended.get(waited++).join();
        }
        client.play(all.get(i).sql());
        ended.get(i).complete(null);
      } catch (IOException | RuntimeException e) {
        ended.forEach(one -> one.completeExceptionally(e));
        return;
      }
    }
  }
}
