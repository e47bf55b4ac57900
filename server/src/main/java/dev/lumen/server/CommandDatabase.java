package dev.lumen.server;

import dev.lumen.server.database.EmbeddedPostgresServer;
import dev.lumen.server.database.PostgresServer;
import dev.lumen.server.database.RemotePostgresServer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The database of a command, which does its work once and ends, be it by Ctrl-C. */
final class CommandDatabase {
  private static final int LONGEST_START_SECONDS = 20;

  private CommandDatabase() {}

  /**
   * The one that the settings name, or the embedded one. Where nobody runs that, it is started, and
   * stopped with the command, however that ends.
   */
  static PostgresServer open(Settings settings) {
    String url = settings.databaseUrl();
    return url == null
        ? EmbeddedPostgresServer.running(settings.dataDir())
            .orElseGet(() -> start(settings.dataDir()))
        : RemotePostgresServer.connect(url);
  }

  private static PostgresServer start(Path folder) {
    CompletableFuture<PostgresServer> started = new CompletableFuture<>();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started), "lumen-stop"));
    try {
      PostgresServer server = EmbeddedPostgresServer.start(folder);
      started.complete(server);
      return server;
    } finally {
      started.cancel(false); // where it has not started there is nothing to stop
    }
  }

  /** A start that is under way is waited for: nobody else would stop what it leaves. */
  private static void stop(CompletableFuture<PostgresServer> started) {
    try {
      started.get(LONGEST_START_SECONDS, TimeUnit.SECONDS).close();
    } catch (ExecutionException
        | TimeoutException
        | java.util.concurrent.CancellationException none) {
      // The next start takes over whatever there is.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
