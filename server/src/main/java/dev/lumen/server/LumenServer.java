package dev.lumen.server;

import dev.lumen.server.account.AccountStore;
import dev.lumen.server.account.SignInLinks;
import dev.lumen.server.database.Database;
import dev.lumen.server.database.DatabaseException;
import dev.lumen.server.database.EmbeddedPostgresServer;
import dev.lumen.server.database.PostgresServer;
import dev.lumen.server.database.RemotePostgresServer;
import dev.lumen.server.feed.FeedException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * A whole server: the only place that wires. Its parts are started in the order in which they need
 * each other and stopped in the opposite one.
 */
public final class LumenServer implements AutoCloseable {
  private final PostgresServer postgres;
  private final Core core;
  private final Faces faces;
  private final Optional<SignInLinks.Link> signInLink;
  private final Duration drain;

  private LumenServer(
      PostgresServer postgres,
      Core core,
      Faces faces,
      Optional<SignInLinks.Link> signInLink,
      Duration drain) {
    this.postgres = postgres;
    this.core = core;
    this.faces = faces;
    this.signInLink = signInLink;
    this.drain = drain;
  }

  /**
   * Starts with the database that the settings name, or the embedded one.
   *
   * @throws StartupException when it cannot start; its message says what to do
   */
  public static LumenServer start(Settings settings) {
    return start(settings, () -> false);
  }

  /**
   * As {@link #start(Settings)}.
   *
   * @param givenUp whether a database that is away need not be waited for any longer
   */
  static LumenServer start(Settings settings, BooleanSupplier givenUp) {
    requireFreePort(settings);
    WarmUp.begin();
    try {
      PostgresServer postgres = postgres(settings, givenUp);
      try {
        return start(settings, postgres);
      } catch (RuntimeException e) {
        postgres.close();
        throw e;
      }
    } catch (DatabaseException | FeedException e) {
      throw new StartupException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Starts over a database server that is running; it is closed with this one. */
  static LumenServer start(Settings settings, PostgresServer postgres) {
    return start(settings, postgres, Surroundings.REAL);
  }

  /** As the other one, in surroundings of the caller's. */
  static LumenServer start(Settings settings, PostgresServer postgres, Surroundings around) {
    Core core = Core.start(settings, postgres, around);
    try {
      return start(settings, postgres, core, Faces.start(settings, core));
    } catch (RuntimeException e) {
      core.hub().close();
      core.close();
      throw e;
    }
  }

  private static LumenServer start(
      Settings settings, PostgresServer postgres, Core core, Faces faces) {
    try {
      // Last of all: the link of a start that fails would never be shown to anybody.
      LumenServer server =
          new LumenServer(
              postgres, core, faces, core.administrator(settings), settings.operations().drain());
      core.monitoring().ready();
      return server;
    } catch (RuntimeException e) {
      faces.close();
      throw e;
    }
  }

  /** Where clients reach it, with the port it really has. */
  public URI address() {
    return faces.address();
  }

  /** The administrator's password, if this start made one up. */
  public Optional<SignInLinks.Link> signInLink() {
    return signInLink;
  }

  /** Every route of the REST API, as {@code get /api/v1/conversations/{id}}. */
  public Set<String> routes() {
    return faces.routes();
  }

  /** The accounts, for commands that administer them. */
  public AccountStore accounts() {
    return core.accounts();
  }

  /** The store under everything. */
  public Database database() {
    return core.database();
  }

  /** What watches it. */
  Monitoring monitoring() {
    return core.monitoring();
  }

  /** Who makes the daily reports. */
  ReportSchedule reports() {
    return core.reports();
  }

  /**
   * Says that it is not ready any more and goes on answering for as long as the settings say, so
   * that a load balancer sends nobody here when it closes.
   */
  public void drain() {
    core.readiness().drain();
    try {
      Thread.sleep(drain);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends sockets and requests, then the turn in hand, then the database. */
  @Override
  public void close() {
    core.hub().close(); // first, so that clients hear that they should come back
    faces.close();
    core.close();
    postgres.close();
  }

  private static PostgresServer postgres(Settings settings, BooleanSupplier givenUp) {
    String url = settings.databaseUrl();
    return url == null
        ? EmbeddedPostgresServer.start(settings.dataDir())
        : RemotePostgresServer.connect(url, settings.operations().databaseWait(), givenUp);
  }

  /** Finds out before the database is started, which takes a second, that the port is taken. */
  private static void requireFreePort(Settings settings) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(settings.host(), settings.port()));
    } catch (IOException e) {
      throw new StartupException(
          "Lumen cannot listen on %s:%d (%s). %s"
              .formatted(
                  settings.host(), settings.port(), e.getMessage(), advice(settings.host(), e)),
          e);
    }
  }

  private static String advice(String host, IOException e) {
    String said = String.valueOf(e.getMessage());
    if (new InetSocketAddress(host, 0).isUnresolved() || said.contains("assign requested")) {
      return "That is no address of this machine: correct --host, or leave it out for 127.0.0.1; 0.0.0.0 listens on all there are.";
    }
    return said.contains("Permission denied")
        ? "This user may not listen on ports below 1024: choose a higher one with --port, and put a proxy in front."
        : "Is another server running there? Choose another port with --port, or 0 for a free one.";
  }
}
