package dev.accrete.tests.kills;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * How a process of this build starts: from its class path as it is, or, where many are to be
 * started, from jars with a class-data archive, as the launcher starts Accrete.
 *
 * <p>DuckDB's driver unpacks its library, 70 MB, at each start, and a process that is killed leaves
 * it behind; here it lies beside the jar, where the driver looks for it otherwise.
 */
final class QuickStart {
  private static final String LIBRARY = "libduckdb_java.so_";

  private final List<String> options;
  private final String classPath;
  private final Path archive;

  private QuickStart(List<String> options, String classPath, Path archive) {
    this.options = List.copyOf(options);
    this.classPath = classPath;
    this.archive = archive;
  }

  /** Packs what this JVM runs on into a folder. */
  static QuickStart in(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path packed = folder.resolve("packed.jar");
    List<String> path = new ArrayList<>(List.of(packed.toString()));
    Set<String> names = new HashSet<>();
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(packed))) {
      out.setLevel(1);
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
        Path place = Path.of(entry);
        if (Files.isDirectory(place)) {
          packFolder(place, out, names);
        } else if (place.getFileName().toString().startsWith("duckdb_jdbc")) {
          packDriver(place, folder, out, names);
        } else if (Files.exists(place)) {
          path.add(entry);
        }
      }
    }
    return new QuickStart(
        List.of(), String.join(File.pathSeparator, path), folder.resolve("classes.jsa"));
  }

  private static void packFolder(Path folder, ZipOutputStream out, Set<String> names)
      throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
        try (InputStream content = Files.newInputStream(file)) {
          pack(name, content, out, names);
        }
      }
    }
  }

  private static void packDriver(Path jar, Path folder, ZipOutputStream out, Set<String> names)
      throws IOException {
    String own = LIBRARY + platform();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        try (InputStream content = zip.getInputStream(entry)) {
          if (entry.getName().equals(own)) {
            Files.copy(
                content, folder.resolve(own), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
          } else if (!entry.isDirectory() && !entry.getName().startsWith(LIBRARY)) {
            pack(entry.getName(), content, out, names);
          }
        }
      }
    }
  }

  /** As DuckDB's driver names it. */
  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String word = system.contains("win") ? "windows" : system.contains("mac") ? "macos" : "linux";
    return word + "_" + (machine.matches("x86_64|amd64") ? "amd64" : "arm64");
  }

  private static void pack(String name, InputStream content, ZipOutputStream out, Set<String> names)
      throws IOException {
    if (names.add(name)) {
      out.putNextEntry(new ZipEntry(name));
      content.transferTo(out);
      out.closeEntry();
    }
  }

  /** Whether there was a rehearsal. */
  boolean isRehearsed() {
    return Files.exists(archive);
  }

  /** The same start, to be made once with {@link #start}, which leaves the archive at its end. */
  QuickStart rehearsing() {
    return new QuickStart(List.of("-XX:ArchiveClassesAtExit=" + archive), classPath, archive);
  }

  /** With the archive of a rehearsal. */
  QuickStart rehearsed() {
    return new QuickStart(
        List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto"), classPath, archive);
  }

  /** Starts a class; what it says goes to a file. */
  Process start(Path said, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xmx256m"));
    command.addAll(options);
    command.addAll(List.of("-Xlog:disable", "-cp", classPath, main.getName()));
    command.addAll(List.of(arguments));
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(said.toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
