package dev.lumen.cli.process;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lumen.cli.Door;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("O-04: what an operator asks a running server for")
class OperationsTest {
  private static final String CANARY = "canary-7f3a";

  @TempDir private static Path data;
  @TempDir private Path folder;

  private static Program program;
  private static Client client;

  @BeforeAll
  static void start() {
    program = Program.serve(DataFolders.copyTo(data));
    client = Client.administratorOf(program.ready());
  }

  @AfterAll
  static void stop() {
    program.close();
  }

  private static Door lumen(Map<String, String> more, String... args) {
    Map<String, String> env = new HashMap<>(more);
    env.putIfAbsent("LUMEN_SERVER", client.server().toString());
    env.putIfAbsent("LUMEN_TOKEN", client.token());
    env.putIfAbsent("LUMEN_DATA_DIR", data.toString());
    return Door.run("", env, false, args);
  }

  @Test
  @DisplayName("the doctor says what works and what to do, and shows no secret")
  void doctor() {
    Map<String, String> env =
        Map.of(
            "LUMEN_PORT",
            Integer.toString(client.server().getPort()),
            "LUMEN_JWT_SECRET",
            CANARY + " and enough of it to be thirty-two bytes");
    Door well = lumen(env, "doctor");
    assertThat(well.err()).isEmpty();
    assertThat(well.exitCode()).isZero();
    assertThat(well.out())
        .containsPattern("ok +database +PostgreSQL \\d+.*fsync on")
        .containsPattern("ok +schema ")
        .containsPattern("a commit takes \\d")
        .containsPattern("ok +server +http\\S+ answers 200")
        .contains("LUMEN_BACKUP_AT")
        .doesNotContain(CANARY);

    Door ill =
        lumen(
            Map.of(
                "LUMEN_REDIS_URL",
                "redis://:" + CANARY + "@127.0.0.1:1",
                "LUMEN_MODEL_PROVIDER",
                "ollama",
                "LUMEN_MODEL_NAME",
                "llama3.2",
                "LUMEN_MODEL_URL",
                "http://127.0.0.1:1",
                "LUMEN_MODEL_API_KEY",
                CANARY,
                "LUMEN_DATABASE_URL",
                "postgresql://lumen:" + CANARY + "@127.0.0.1:1/lumen"),
            "doctor",
            "--json");
    assertThat(ill.exitCode()).isEqualTo(1);
    assertThat(ill.out())
        .contains("\"verdict\":\"FAIL\"", "LUMEN_REDIS_URL", "127.0.0.1:1")
        .contains("ollama/llama3.2 cannot be reached")
        .doesNotContain(CANARY);
  }

  @Test
  @DisplayName("the doctor looks at the folder of backups, the webhook and the collector")
  void doctorLooksAround() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Door told =
        lumen(
            Map.of(
                "LUMEN_PORT",
                Integer.toString(client.server().getPort()),
                "LUMEN_BACKUP_AT",
                "03:30",
                "LUMEN_BACKUP_DIR",
                file.toString(),
                "LUMEN_ALERT_WEBHOOK",
                "http://127.0.0.1:1/" + CANARY,
                "LUMEN_OTLP_ENDPOINT",
                "http://127.0.0.1:" + client.server().getPort()),
            "doctor");
    assertThat(told.exitCode()).isEqualTo(1);
    assertThat(told.out())
        .containsPattern("fail +backups +\\S+ is no folder")
        .containsPattern("warn +webhook +nothing listens at the address of LUMEN_ALERT_WEBHOOK")
        .containsPattern("ok +traces")
        .doesNotContain(CANARY, "heap");
  }

  @Test
  @DisplayName("the doctor ends, and names what does not answer or answers without an end")
  void doctorEnds() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        ServerSocket endless = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> dripOnce(endless));
      Door told =
          assertTimeout(
              Duration.ofSeconds(40),
              () ->
                  lumen(
                      Map.of(
                          "LUMEN_PORT",
                          Integer.toString(mute.getLocalPort()),
                          "LUMEN_MODEL_PROVIDER",
                          "ollama",
                          "LUMEN_MODEL_NAME",
                          "llama3.2",
                          "LUMEN_MODEL_URL",
                          "http://127.0.0.1:" + endless.getLocalPort()),
                      "doctor"));
      assertThat(told.exitCode()).isEqualTo(1);
      assertThat(told.out())
          .containsPattern("fail +server +something listens at \\S+, but does not answer within")
          .containsPattern("fail +model +the check has come to no end within \\d+ s")
          .containsPattern("ok +sign-in");
    }
  }

  /** The head of an answer, and a byte of its body now and then. */
  private static void dripOnce(ServerSocket endless) {
    try (Socket socket = endless.accept();
        OutputStream out = socket.getOutputStream()) {
      out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(US_ASCII));
      while (true) {
        out.write(' ');
        out.flush();
        Thread.sleep(200);
      }
    } catch (IOException gone) {
      // The one who asked has had enough.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @DisplayName(
      "the doctor sees replication slots that nobody reads, which keep a node from starting")
  void doctorSeesSlots() throws Exception {
    String password = Files.readString(data.resolve("postgres.password")).strip();
    String port = Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(3).strip();
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/lumen", "postgres", password);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "select pg_create_logical_replication_slot('left_' || n, 'pgoutput')"
              + " from generate_series(1, current_setting('max_replication_slots')::int"
              + " - (select count(*) from pg_replication_slots)::int) n");
      assertThat(lumen(Map.of(), "doctor").out())
          .containsPattern("warn +log +all (\\d+) replication slots are taken, \\d+ of them")
          .contains("pg_drop_replication_slot");
      statement.execute(
          "select pg_drop_replication_slot(slot_name) from pg_replication_slots"
              + " where slot_name like 'left_%'");
    }
    assertThat(lumen(Map.of(), "doctor").out()).doesNotContain("replication slot");
  }

  @Test
  @DisplayName("what was emptied, as it was no speech, is in the raw transcript alone")
  void exportWithoutNoise() {
    String id = client.newConversation("Noisy");
    for (String raw : List.of("<noise>", "um hello there")) {
      String path = "/api/v1/conversations/" + id + "/turns";
      assertThat(client.post(path, Map.of("speaker", "User", "raw_text", raw)).status())
          .isEqualTo(200);
    }
    for (String format : List.of("txt", "json", "srt")) {
      assertThat(lumen(Map.of(), "export", id, "--format", format).out())
          .contains("ello there")
          .doesNotContain("noise");
    }
    assertThat(lumen(Map.of(), "export", id, "--raw").out()).contains("<noise>");
  }

  @Test
  @DisplayName("a transcript goes in, and comes out in every format, cleaned and raw")
  void importAndExport() throws IOException {
    Path call = folder.resolve("First call.txt");
    Files.writeString(
        call, "User: um we have seventy five employees\nLumen: Thanks for telling me.\n");
    Path none = Files.writeString(folder.resolve("none.txt"), "");
    Door in = lumen(Map.of(), "import", call.toString(), none.toString());
    assertThat(in.exitCode()).isEqualTo(1);
    assertThat(in.err()).contains("none.txt");
    assertThat(in.out()).contains("2 turns into ");
    String id = in.out().strip().replaceAll("(?s).* into ", "");

    Ears ears = Ears.follow(client, id, 0);
    ears.await(
        event ->
            event.path("type").asText().equals("turn:processed")
                && event.toString().contains("seventy five"));
    assertThat(lumen(Map.of(), "export", id).out())
        .contains("User: We have 75 employees")
        .contains("Lumen: Thanks for telling me.");
    assertThat(lumen(Map.of(), "export", id, "--raw").out()).contains("um we have seventy five");
    for (String format : List.of("md", "json", "jsonl", "srt", "vtt")) {
      Path file = folder.resolve("call." + format);
      Door out = lumen(Map.of(), "export", id, "--format", format, "-o", file.toString());
      assertThat(out.err()).isEmpty();
      assertThat(lumen(Map.of(), "import", file.toString()).out()).contains("2 turns into ");
    }
    assertThat(lumen(Map.of(), "export", "--all", "-o", folder + "/all").exitCode()).isZero();
    Path there = Files.createFile(folder.resolve("there"));
    assertThat(lumen(Map.of(), "export", "--all", "-o", there.toString()).err())
        .contains("is a file", "-o FOLDER");
    assertThat(lumen(Map.of(), "export", id, "--format", "foo").err())
        .contains("txt, md, json, jsonl, srt or vtt")
        .doesNotContain("AUTO");
    assertThat(lumen(Map.of(), "export", id, id, "--format", "md").out()).contains("\n---\n");
    try (Stream<Path> files = Files.list(folder.resolve("all"))) {
      assertThat(files).anyMatch(it -> it.getFileName().toString().startsWith("first-call-txt-"));
    }
  }

  @Test
  @DisplayName("what cannot be read is told by its reason, and the other files come in")
  void filesThatCannotBeRead() throws IOException {
    Path call = Files.writeString(folder.resolve("call.txt"), "User: hello there\n");
    Path bytes = Files.write(folder.resolve("bytes.txt"), new byte[] {'c', (byte) 0xe9});
    Door in =
        lumen(
            Map.of(),
            "import",
            folder + "/nowhere.txt",
            folder.toString(),
            bytes.toString(),
            call.toString());
    assertThat(in.exitCode()).isEqualTo(1);
    assertThat(in.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("there is no file", "nowhere.txt"),
            line -> assertThat(line).contains(folder + ": Is a directory"),
            line -> assertThat(line).contains("bytes.txt: this is not text in UTF-8"));
    assertThat(in.out()).startsWith(call + ": 1 turns into ");
    String id = in.out().strip().replaceAll("(?s).* into ", "");

    assertThat(lumen(Map.of(), "export", "no id").err()).contains("must be a UUID").hasLineCount(1);
    assertThat(lumen(Map.of(), "import", call.toString(), "--into", "no id").err())
        .contains("must be a UUID")
        .hasLineCount(1);
    assertThat(lumen(Map.of(), "export", id, "-o", call + "/below").err())
        .contains("call.txt is a file, where a folder is needed")
        .hasLineCount(1);
    assertThat(lumen(Map.of(), "export", id, "-o", folder + "/made/").exitCode()).isZero();
    try (Stream<Path> files = Files.list(folder.resolve("made"))) {
      assertThat(files).hasSize(1);
    }
    String encrypted = client.server().toString().replace("http://", "https://");
    assertThat(lumen(Map.of("LUMEN_SERVER", encrypted), "export", id).err())
        .contains("no encrypted connection to " + encrypted, "http://")
        .hasLineCount(1);
    assertThat(lumen(Map.of("LUMEN_SERVER", "127.0.0.1:8000"), "export", id).err())
        .contains("the server's address is none");
  }

  @Test
  @DisplayName("a conversation is exported under any locale, whatever its name")
  void exportInTheLocaleOfServices() throws IOException {
    String id = client.newConversation("Gr\u00f6\u00dfe");
    client.say(id, false, "hello there");
    Map<String, String> env =
        Map.of(
            "LC_ALL", "C",
            "LUMEN_SERVER", client.server().toString(),
            "LUMEN_TOKEN", client.token());
    try (Program program = Program.run(env, "export", id, "-o", folder + "/")) {
      assertThat(program.exitCode()).isZero();
      assertThat(program.err()).isEmpty();
    }
    assertThat(folder.resolve("gr-e-" + id.substring(0, 8) + ".txt")).exists();
  }

  @Test
  @DisplayName("M-08: the report of a day, of today or an earlier one, as text, data and a page")
  void report() throws IOException {
    String today = LocalDate.now(ZoneOffset.UTC).toString();
    assertThat(lumen(Map.of(), "report").out()).startsWith("#").contains(today);
    Door data = lumen(Map.of(), "report", "--format", "json");
    assertThat(data.out()).startsWith("{").contains("\"date\":");
    assertThat(lumen(Map.of(), "report", "--list").out()).contains(today);

    Path page = folder.resolve("report.html");
    Door html = lumen(Map.of(), "report", today, "--format", "html", "-o", page.toString());
    assertThat(html.err()).isEmpty();
    assertThat(html.out()).contains(page.toString());
    assertThat(page).content().startsWithIgnoringCase("<!doctype html>").contains("<svg", today);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).as("nothing half done is left").containsExactly(page);
    }

    assertThat(lumen(Map.of(), "report", today, "--again").exitCode()).isZero();

    // No server ran yesterday, so there is nothing to make one of, and none is stored.
    String yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
    Door nothing = lumen(Map.of(), "report", yesterday);
    assertThat(nothing.exitCode()).isEqualTo(1);
    assertThat(nothing.err()).contains("No measurements of " + yesterday + " are kept");
    assertThat(lumen(Map.of(), "report", "--list").out()).doesNotContain(yesterday);

    Door future = lumen(Map.of(), "report", "2999-01-01");
    assertThat(future.exitCode()).isEqualTo(1);
    assertThat(future.err()).startsWith("lumen report: ");
    assertThat(lumen(Map.of(), "report", "yesterday").exitCode()).isEqualTo(2);
    assertThat(lumen(Map.of(), "report", "--list", "--again").exitCode()).isEqualTo(2);
    assertThat(lumen(Map.of(), "report", "--help").out()).contains("LUMEN_TOKEN", "--format");
  }

  @Test
  @DisplayName("a server that a proxy gives a path is asked below that path")
  void belowAPath() throws IOException {
    HttpServer proxy =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    proxy.createContext("/lumen/", OperationsTest::passOn);
    proxy.start();
    try {
      String id = client.newConversation("Behind a proxy");
      client.say(id, false, "hello there");
      String address = "http://127.0.0.1:" + proxy.getAddress().getPort() + "/lumen";
      for (String server : List.of(address, address + "/")) {
        Door exported = lumen(Map.of("LUMEN_SERVER", server), "export", id);
        assertThat(exported.err()).isEmpty();
        assertThat(exported.out()).containsIgnoringCase("hello there");
      }
      assertThat(lumen(Map.of(), "export", id, "--server", address).exitCode()).isZero();
    } finally {
      proxy.stop(0);
    }
  }

  private static void passOn(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString().replaceFirst("^/lumen", "");
    HttpRequest request =
        HttpRequest.newBuilder(client.server().resolve(path))
            .header("authorization", exchange.getRequestHeaders().getFirst("authorization"))
            .build();
    HttpResponse<byte[]> answer =
        HttpClient.newHttpClient()
            .sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
            .join();
    exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
    exchange.getResponseBody().write(answer.body());
    exchange.close();
  }

  @Test
  @DisplayName("a server that is away or wants a key is told in one line")
  void refusals() {
    assertThat(lumen(Map.of("LUMEN_TOKEN", "wrong"), "export", "--all").err())
        .contains("LUMEN_TOKEN")
        .hasLineCount(1);
    assertThat(lumen(Map.of("LUMEN_SERVER", "http://127.0.0.1:1"), "export", "--all").err())
        .contains("no server answers")
        .hasLineCount(1);
    assertThat(lumen(Map.of(), "export").exitCode()).isEqualTo(2);
    assertThat(lumen(Map.of(), "exprt").err()).contains("did you mean export?");
  }
}
