package dev.lumen.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.cli.Door;
import dev.lumen.server.database.EmbeddedPostgresServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each is told in one line that names the setting to change, and leaves nothing behind. */
@DisplayName("A start that cannot be")
class RefusedStartTest {
  private static final String CANARY = "canary-7f3a";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          LUMEN_PROT           | 8000                    | LUMEN_PORT
          LUMEN_DATABASE_ULR   | canary-7f3a             | LUMEN_DATABASE_URL
          LUMEN_WORKERS        | 0                       | 256
          LUMEN_LIMITS         | none                    | strict
          LUMEN_JWT_SECRET     | canary-7f3a             | 32 bytes
          LUMEN_ADMIN_PASSWORD | canary-                 | 8 to 1000
          LUMEN_ADMIN_EMAIL    | somebody                | me@example.org
          LUMEN_DATABASE_URL   | mysql://me:canary-7f3a@db/x | LUMEN_DATABASE_URL
          LUMEN_DATABASE_URL   | postgresql://lumen:canary-7f3a@127.0.0.1:1/lumen | 127.0.0.1:1
          """)
  @DisplayName("O-01: a setting that cannot be used")
  void aSetting(String variable, String value, String told) {
    Map<String, String> env = Map.of(variable, value, "LUMEN_DATABASE_WAIT_SECONDS", "0");
    assertRefused(Program.serve(folder.resolve("data"), env), told);
    assertThat(folder.resolve("data/postgres")).doesNotExist();
  }

  @Test
  @DisplayName("O-01: a database that is away is waited for, until somebody has enough of it")
  void aDatabaseThatIsAway() {
    Map<String, String> env =
        Map.of("LUMEN_DATABASE_URL", "postgresql://lumen:" + CANARY + "@127.0.0.1:1/lumen");
    try (Program program = Program.serve(folder, env)) {
      program.awaitErr("nothing answers there");
      program.pressCtrlC();
      assertThat(program.exitCode()).isEqualTo(130);
      assertThat(program.out()).contains("Stopped before Lumen was ready.");
      assertThat(program.err())
          .contains("127.0.0.1:1", "LUMEN_DATABASE_WAIT_SECONDS")
          .doesNotContain(CANARY);
    }
  }

  @Test
  @DisplayName("O-01: a database that never answers does not keep it from ending")
  void aDatabaseThatNeverAnswers() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
      String place = "127.0.0.1:" + silent.getLocalPort();
      Map<String, String> env =
          Map.of(
              "LUMEN_DATABASE_URL",
              "postgresql://lumen:" + CANARY + "@" + place + "/lumen",
              "LUMEN_LOG_FORMAT",
              "json");
      try (Program program = Program.serve(folder, env)) {
        program.awaitErr("nothing answers there");
        program.pressCtrlC();
        assertThat(program.exitCode()).isEqualTo(130);
        assertThat(program.out().strip()).startsWith("{\"at\":").contains("Stopped before");
      }
    }
  }

  @Test
  @DisplayName("X-17: no sign-in where others can reach it")
  void developmentOnAPublicAddress() {
    Map<String, String> env = Map.of("LUMEN_AUTH", "dev");
    assertRefused(Program.serve(folder, env, "--host", "0.0.0.0"), "LUMEN_AUTH=dev");
  }

  @Test
  @DisplayName("O-01: a port that is taken")
  void aTakenPort() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      String port = Integer.toString(taken.getLocalPort());
      Program program = Program.run(Map.of(), "serve", "--port", port, "--data-dir", "" + folder);
      assertRefused(program, "--port");
      assertThat(program.err()).contains("127.0.0.1:" + port);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"203.0.113.7", "nowhere.invalid"})
  @DisplayName("O-01: an address that this machine does not have")
  void anAddressOfAnotherMachine(String host) {
    Program program =
        Program.run(Map.of(), "serve", "--host", host, "--port", "0", "--data-dir", "" + folder);
    assertRefused(program, "correct --host");
    assertThat(program.err()).contains(host).doesNotContain("another server");
  }

  @Test
  @DisplayName("O-01, O-05: a database that belongs to a newer Lumen is left alone, and told so")
  void aNewerSchema() throws Exception {
    DataFolders.copyTo(folder);
    try (EmbeddedPostgresServer database = EmbeddedPostgresServer.start(folder);
        Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        Statement statement = connection.createStatement()) {
      statement.execute(
          "insert into flyway_schema_history select installed_rank + 1000, '999', 'later', type,"
              + " 'V999__later.sql', checksum, installed_by, now(), 1, true"
              + " from flyway_schema_history order by installed_rank desc limit 1");
    }
    String told = "belongs to a newer Lumen: its schema is 999";
    assertRefused(Program.serve(folder), told);
    Map<String, String> env = Map.of("LUMEN_DATA_DIR", folder.toString());
    for (String[] command :
        new String[][] {{"migrate", "up"}, {"migrate", "status"}, {"user", "list"}}) {
      Door refused = Door.run("", env, false, command);
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.err()).contains(told).hasLineCount(1);
    }
  }

  @Test
  @DisplayName("O-01: a data folder that cannot be one")
  void aFileInPlaceOfTheFolder() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertRefused(Program.serve(file), "--data-dir");
  }

  @Test
  @DisplayName("O-01: a data folder that another server uses")
  void aSecondServer() {
    try (Program first = Program.serve(DataFolders.copyTo(folder))) {
      Client client = Client.of(first.ready());
      try (Program second = Program.serve(folder)) {
        assertThat(second.exitCode()).isEqualTo(1);
        assertOneLine(second, "process " + first.pid());
      }
      assertThat(client.get("/health").text("/status")).isEqualTo("healthy");
      assertThat(first.err()).isEmpty();
    }
  }

  @Test
  @DisplayName("O-01: a database of one's own without the log that changes are read from")
  void aDatabaseWithoutLogicalLog() throws IOException {
    DataFolders.copyTo(folder);
    Files.writeString(folder.resolve("postgres/user.conf"), "wal_level = 'replica'\n");
    try (EmbeddedPostgresServer database = EmbeddedPostgresServer.start(folder)) {
      String url =
          database
              .jdbcUrl()
              .replace("jdbc:postgresql://", "postgresql://lumen:" + database.password() + "@");
      try (Program program =
          Program.serve(folder.resolve("data"), Map.of("LUMEN_DATABASE_URL", url))) {
        assertThat(program.exitCode()).isEqualTo(1);
        assertOneLine(program, "wal_level = logical");
        assertThat(program.err()).doesNotContain(database.password());
      }
    }
  }

  private void assertRefused(Program started, String told) {
    try (Program program = started) {
      assertThat(program.exitCode()).isIn(1, 2);
      assertOneLine(program, told);
    }
    assertThat(Kill.processesOf(folder)).isEmpty();
  }

  private static void assertOneLine(Program program, String told) {
    assertThat(program.err().lines()).hasSize(1);
    assertThat(program.err()).startsWith("lumen serve: ").contains(told).doesNotContain(CANARY);
    assertThat(program.out()).isEmpty();
  }
}
