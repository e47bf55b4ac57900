package dev.lumen.server;

import dev.lumen.server.account.Account;
import dev.lumen.server.account.Passwords;
import dev.lumen.server.account.Role;
import dev.lumen.server.database.PostgresServer;
import dev.lumen.server.database.TestDatabase;
import dev.lumen.server.model.LanguageModel;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A whole server on a free port, over a fresh database of the shared test server. */
public final class RunningServer implements AutoCloseable {
  public static final String ADMIN_EMAIL = "admin@example.com";
  public static final String ADMIN_PASSWORD = "correct horse battery staple";

  private final TestDatabase database;
  private final LumenServer server;
  private final Path folder;

  private final boolean ownsDatabase;

  private RunningServer(
      Map<String, String> settings, @Nullable TestDatabase shared, Surroundings around) {
    this(settings, shared, around, server -> server);
  }

  private RunningServer(
      Map<String, String> settings,
      @Nullable TestDatabase shared,
      Surroundings around,
      UnaryOperator<PostgresServer> seen) {
    this.ownsDatabase = shared == null;
    try {
      this.folder = Files.createTempDirectory("lumen-test");
      this.database = shared == null ? TestDatabase.create() : shared;
      Map<String, String> all = new HashMap<>(settings);
      all.putIfAbsent("LUMEN_PORT", "0");
      all.putIfAbsent("LUMEN_DATA_DIR", folder.toString());
      all.putIfAbsent("LUMEN_ADMIN_EMAIL", ADMIN_EMAIL);
      all.putIfAbsent("LUMEN_ADMIN_PASSWORD", ADMIN_PASSWORD);
      this.server =
          LumenServer.start(Settings.from(all, Map.of()), seen.apply(database.server()), around);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** A server that takes callers without a token as the development user. */
  public static RunningServer inDevelopment() {
    return with(Map.of("LUMEN_AUTH", "dev", "LUMEN_LIMITS", "off"));
  }

  /** A server that asks everybody who they are. */
  public static RunningServer secured() {
    return with(Map.of("LUMEN_LIMITS", "off"));
  }

  /** A server with settings of one's own. */
  public static RunningServer with(Map<String, String> settings) {
    return new RunningServer(settings, null, Surroundings.REAL);
  }

  /** A server that asks a language model of the test's own. */
  public static RunningServer asking(LanguageModel model, Map<String, String> settings) {
    return new RunningServer(settings, null, new Surroundings(Clock.systemUTC(), model));
  }

  /** A server whose monitor goes by a time of one's own. */
  public static RunningServer with(Map<String, String> settings, InstantSource monitorTime) {
    return new RunningServer(settings, null, new Surroundings(monitorTime, null));
  }

  /** A server over a database that is there already, and stays. */
  public static RunningServer over(
      TestDatabase database, Map<String, String> settings, InstantSource monitorTime) {
    return new RunningServer(settings, database, new Surroundings(monitorTime, null));
  }

  /** A server that has the database to itself, as one has with its embedded one. */
  public static RunningServer alone(TestDatabase database, Map<String, String> settings) {
    return new RunningServer(
        settings,
        database,
        Surroundings.REAL,
        server ->
            (PostgresServer)
                Proxy.newProxyInstance(
                    RunningServer.class.getClassLoader(),
                    new Class<?>[] {PostgresServer.class},
                    (proxy, asked, values) ->
                        asked.getName().equals("isExclusive")
                            ? true
                            : asked.invoke(server, values)));
  }

  /** Another node over the same database. */
  public RunningServer beside(Map<String, String> settings) {
    return new RunningServer(settings, database, Surroundings.REAL);
  }

  /** A client without a token. */
  public Api api() {
    return new Api(server.address(), null);
  }

  /** A client signed in as the administrator. */
  public Api asAdministrator() {
    return signedIn(ADMIN_EMAIL, ADMIN_PASSWORD);
  }

  /** A client signed in as an ordinary user, who is created if need be. */
  public Api asUser(String email) {
    Account account = server.accounts().findOrCreate(UUID.randomUUID(), email, Role.USER);
    server.accounts().setPasswordHash(account.id(), new Passwords().hash(ADMIN_PASSWORD));
    return signedIn(email, ADMIN_PASSWORD);
  }

  private Api signedIn(String email, String password) {
    Map<String, String> who = Map.of("email", email, "password", password);
    return api().as(api().post("/api/v1/auth/login", who).text("access_token"));
  }

  /** The server itself. */
  public LumenServer server() {
    return server;
  }

  /** Its database. */
  public TestDatabase database() {
    return database;
  }

  @Override
  public void close() {
    server.close();
    if (ownsDatabase) {
      database.close();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
