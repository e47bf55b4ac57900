package dev.lumen.server;

import dev.lumen.server.account.AuditTrail;
import dev.lumen.server.account.Passwords;
import dev.lumen.server.account.Sessions;
import dev.lumen.server.account.SignInLinks;
import dev.lumen.server.account.SigningKey;
import dev.lumen.server.account.Tokens;
import dev.lumen.server.account.Users;
import dev.lumen.server.database.Database;
import dev.lumen.server.database.DatabaseException;
import dev.lumen.server.database.EmbeddedPostgresServer;
import dev.lumen.server.database.PostgresServer;
import java.time.Clock;
import java.util.UUID;

/**
 * The users of a server, for commands: works on the database itself, whether or not a server runs
 * over it. A server that runs takes notice within {@link
 * dev.lumen.server.account.KnownUsers#FRESH}.
 */
public final class Administration implements AutoCloseable {
  private static final int CONNECTIONS = 2;

  private final Settings settings;
  private final PostgresServer postgres;
  private final Database database;
  private final Users users;

  private Administration(Settings settings, PostgresServer postgres, Database database) {
    Clock clock = Clock.systemUTC();
    SignInLinks links = new SignInLinks(database, clock);
    // Nobody is let in here, so no token is ever made with this key.
    Tokens tokens = new Tokens(SigningKey.of(UUID.randomUUID().toString()), clock);
    this.settings = settings;
    this.postgres = postgres;
    this.database = database;
    this.users =
        new Users(
            database,
            new Sessions(database, new Passwords(), tokens, clock),
            links,
            new AuditTrail(database, clock));
  }

  /**
   * Opens the database that the settings name, or the embedded one, which is started for as long as
   * this is open when nobody runs it.
   *
   * @throws StartupException when there is none; its message says what to do
   */
  public static Administration open(Settings settings) {
    Logging.configure();
    try {
      PostgresServer postgres = postgres(settings);
      try {
        return new Administration(settings, postgres, Database.open(postgres, CONNECTIONS));
      } catch (RuntimeException e) {
        postgres.close();
        throw e;
      }
    } catch (DatabaseException e) {
      throw new StartupException(String.valueOf(e.getMessage()), e);
    }
  }

  /** The users. */
  public Users users() {
    return users;
  }

  /** Where people reach the server, as far as the settings say. */
  public String address() {
    return settings.publicAddress(settings.port());
  }

  @Override
  public void close() {
    database.close();
    postgres.close();
  }

  private static PostgresServer postgres(Settings settings) {
    if (settings.databaseUrl() == null && !EmbeddedPostgresServer.existsIn(settings.dataDir())) {
      throw new StartupException(
          "There is no Lumen in %s yet. Start it once with ./lumen serve, or name its folder with --data-dir or LUMEN_DATA_DIR."
              .formatted(settings.dataDir()));
    }
    return CommandDatabase.open(settings);
  }
}
