package dev.lumen.server.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Lumen of its own on a data directory, so that a test can really kill it. */
final class OtherProcess implements AutoCloseable {
  private final Process process;
  private final String said;

  private OtherProcess(Process process, String said) {
    this.process = process;
    this.said = said;
  }

  /** Returns when it has said its first word: {@code ready}, or why it is not. */
  static OtherProcess start(Path dataDirectory) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            OtherProcess.class.getName(),
            dataDirectory.toString(),
            TestDatabase.testBinaries().toString());
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    // The reader is left open on purpose: closing it would close the process' output.
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    return new OtherProcess(process, String.valueOf(output.readLine()));
  }

  String said() {
    return said;
  }

  /** kill -9: no hook runs. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the process survives kill -9");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Starts the server, stores a user, says so and waits to be killed. */
  public static void main(String[] arguments) throws Exception {
    try {
      EmbeddedPostgresServer server =
          EmbeddedPostgresServer.start(Path.of(arguments[0]), Path.of(arguments[1]), Map.of());
      Database database = Database.open(server, 2);
      database.write(
          new Actor.Service(),
          handle ->
              handle.execute("insert into users (email) select 'user' || count(*) from users"));
      System.out.println("ready");
    } catch (DatabaseException e) {
      System.out.println(e.getMessage());
    }
    System.out.flush();
    if (System.in.read() < 0) {
      Runtime.getRuntime().halt(0);
    }
  }
}
