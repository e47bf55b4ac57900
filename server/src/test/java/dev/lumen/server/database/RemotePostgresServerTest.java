package dev.lumen.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lumen.server.database.RemotePostgresServer.Facts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** LUMEN_DATABASE_URL: what is accepted, and what is said when it cannot be. */
class RemotePostgresServerTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          postgres://me:pw@db.example.org/app                       | jdbc:postgresql://db.example.org/app               | me    | pw
          postgresql://me:p%40ss%2Fword%25@db:5433/app?sslmode=require | jdbc:postgresql://db:5433/app?sslmode=require   | me    | p@ss/word%
          jdbc:postgresql://db:5433/app?user=me&password=p+w&ssl=true | jdbc:postgresql://db:5433/app?ssl=true           | me    | p+w
          postgresql://me@one:5432,two:5433                         | jdbc:postgresql://one:5432,two:5433/me             | me    | ''
          postgresql://me:a:b@[::1]:5432/app                        | jdbc:postgresql://[::1]:5432/app                   | me    | a:b
          """)
  void addressesAsPeopleWriteThem(String text, String url, String user, String password) {
    assertThat(DatabaseAddress.parse("LUMEN_DATABASE_URL", text))
        .isEqualTo(new DatabaseAddress(url, user, password));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "mysql://me:s3cret@db/app",
        "postgres://db/app",
        "me:s3cret@db",
        "postgres://me:s3cret%zz@db/app"
      })
  void whatIsNoAddressIsRefusedWithoutRepeatingIt(String text) {
    assertThat(setup(() -> RemotePostgresServer.connect(text)))
        .contains("postgresql://USER:PASSWORD@HOST:5432/DATABASE")
        .doesNotContain("s3cret");
  }

  @Test
  @DisplayName("one that takes connections and never says a word is away, not waited for for ever")
  void aServerThatNeverAnswers() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String place = "127.0.0.1:" + silent.getLocalPort();
      assertThat(
              setup(() -> RemotePostgresServer.connect("postgresql://me:pw@" + place + "/lumen")))
          .contains(place, "nothing answers there");
    }
  }

  @Test
  void aServerThatFitsIsUsed() {
    try (TestDatabase test = TestDatabase.create()) {
      try (RemotePostgresServer server =
              RemotePostgresServer.connect(url(test.server(), test.server().password()));
          Database database = Database.open(server, 2)) {
        assertThat(
                database.<Long>read(
                    new Actor.Service(),
                    handle ->
                        handle.createQuery("select count(*) from turns").mapTo(long.class).one()))
            .isZero();
      }
    }
  }

  @Test
  void aWrongPasswordAMissingDatabaseAndAClosedPortAreToldApart() {
    try (TestDatabase test = TestDatabase.create()) {
      PostgresServer server = test.server();
      assertThat(setup(() -> RemotePostgresServer.connect(url(server, "s3cret"))))
          .contains("refuses the role \"lumen\"")
          .doesNotContain("s3cret");
      assertThat(
              setup(
                  () ->
                      RemotePostgresServer.connect(
                          url(server, server.password()).replaceFirst("/test_\\d+", "/nowhere"))))
          .contains("no such database")
          .doesNotContain(server.password());
      assertThat(setup(() -> RemotePostgresServer.connect("postgres://me:s3cret@127.0.0.1:1/app")))
          .contains("nothing answers there")
          .doesNotContain("s3cret");
    }
  }

  @Test
  void aServerThatTakesNobodyAtTheMomentIsWaitedForUntilItDoes() throws Exception {
    try (TestDatabase test = TestDatabase.create();
        Connection connection = test.openAsSuperuser();
        Statement statement = connection.createStatement()) {
      String limit = "alter database " + connection.getCatalog() + " connection limit ";
      String url = url(test.server(), test.server().password());
      test.database().close();
      statement.execute(limit + 0);
      assertThat(setup(() -> RemotePostgresServer.connect(url, LONG, () -> true)))
          .contains("no connection left");
      AtomicInteger tries = new AtomicInteger();
      RemotePostgresServer.connect(
          url,
          LONG,
          () -> {
            if (tries.incrementAndGet() == 2) {
              execute(statement, limit + -1);
            }
            return false;
          });
      assertThat(tries).hasValueGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void aWrongPasswordIsNotWaitedFor() {
    try (TestDatabase test = TestDatabase.create()) {
      AtomicInteger tries = new AtomicInteger();
      assertThat(
              setup(
                  () ->
                      RemotePostgresServer.connect(
                          url(test.server(), "s3cret"), LONG, () -> tries.incrementAndGet() > 0)))
          .contains("refuses the role");
      assertThat(tries).hasValue(0);
    }
  }

  private static void execute(Statement statement, String sql) {
    try {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aServerWithoutLogicalWalIsRefusedWithTheCommandThatHelps(@TempDir Path directory) {
    try (EmbeddedPostgresServer server =
        EmbeddedPostgresServer.start(
            directory,
            TestDatabase.testBinaries(),
            Map.of("wal_level", "replica", "fsync", "off"))) {
      assertThat(setup(() -> RemotePostgresServer.connect(url(server, server.password()))))
          .contains("wal_level=replica")
          .contains("alter system set wal_level = logical");
    }
  }

  @Test
  void aRoleThatMayNotReplicateIsRefusedWithTheCommandThatHelps() throws Exception {
    try (TestDatabase test = TestDatabase.create();
        Connection connection = test.openAsSuperuser();
        Statement statement = connection.createStatement()) {
      statement.execute("create role plain login password 'pw'");
      String url = url(test.server(), "pw").replace("//lumen:", "//plain:");
      assertThat(setup(() -> RemotePostgresServer.connect(url)))
          .contains("alter role \"plain\" replication");
      statement.execute("alter role plain replication");
      assertThatCode(() -> RemotePostgresServer.connect(url).close()).doesNotThrowAnyException();
      statement.execute("drop role plain");
    }
  }

  @Test
  void anOldServerIsRefused() {
    assertThat(
            setup(
                () -> RemotePostgresServer.check(new Facts(140012, "logical", true, false), "me")))
        .contains("PostgreSQL 14")
        .contains("15 or newer");
  }

  @Test
  @DisplayName("D-09: a role that row security does not bind is accepted with a warning")
  void anUnboundRoleIsAccepted() {
    assertThatCode(() -> RemotePostgresServer.check(new Facts(150004, "logical", true, true), "me"))
        .doesNotThrowAnyException();
  }

  private static String url(PostgresServer server, String password) {
    return server
        .jdbcUrl()
        .replace("jdbc:postgresql://", "postgresql://" + server.user() + ":" + password + "@");
  }

  private static String setup(ThrowingCallable action) {
    DatabaseException failure = catchThrowableOfType(DatabaseException.class, action);
    assertThat(failure.kind()).isEqualTo(DatabaseException.Kind.SETUP);
    return String.valueOf(failure.getMessage());
  }
}
