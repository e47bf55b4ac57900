package dev.lumen.cli.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program has 256 MB of memory here: what it kept of these bodies would end it. */
@DisplayName("A body that is too large is refused without being kept")
class BodyLimitTest {
  private static final int MOST_TAKEN = 80 << 20;

  @TempDir private static Path folder;

  private static Program program;
  private static Client client;

  @BeforeAll
  static void start() {
    program = Program.serve(DataFolders.copyTo(folder));
    client = Client.administratorOf(program.ready());
  }

  @AfterAll
  static void stop() {
    program.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/conversations", "/api/v1/conversations/import"})
  @DisplayName("H-04: one whose announced length is too large, before it is sent")
  void announced(String path) throws IOException {
    try (Connection connection = new Connection(path, "content-length: 10000000000")) {
      assertThat(connection.answer()).startsWith("HTTP/1.1 413 ").contains("VAL_001");
    }
    assertItLives();
  }

  @Test
  @DisplayName("H-04: one without a length, once it has become too large")
  void endless() throws Exception {
    try (Connection connection =
        new Connection("/api/v1/conversations", "transfer-encoding: chunked")) {
      CompletableFuture<String> answer = CompletableFuture.supplyAsync(connection::answer);
      assertThat(connection.writeChunksUntilCut(answer)).isLessThan(MOST_TAKEN);
      assertThat(answer.get()).startsWith("HTTP/1.1 413 ");
    }
    assertItLives();
  }

  @Test
  @DisplayName("H-04: one in a single piece larger than the memory there is")
  void onePiece() throws IOException {
    try (Connection connection =
        new Connection("/api/v1/conversations/import", "transfer-encoding: chunked")) {
      connection.write("7fffffff\r\n".getBytes(ISO_8859_1));
      assertThat(connection.answer()).startsWith("HTTP/1.1 413 ");
    }
    assertItLives();
  }

  @Test
  @DisplayName("H-08, AUTH_001: nobody's body is not read at all")
  void nobodys() throws IOException {
    try (Connection connection =
        new Connection("/api/v1/conversations/import", "content-length: 60000000", "nobody")) {
      assertThat(connection.answer()).startsWith("HTTP/1.1 401 ");
    }
    assertItLives();
  }

  @Test
  @DisplayName("H-04: several of the largest that are allowed, at once")
  void severalLargeOnes() {
    String json = "{\"content\":\"User: " + "\\u0061".repeat(8_000_000) + "\\nUser\"";
    var replies =
        java.util.stream.IntStream.range(0, 4)
            .mapToObj(
                _ ->
                    CompletableFuture.supplyAsync(
                        () -> client.post("/api/v1/conversations/import", json)))
            .toList();
    assertThat(replies).allSatisfy(reply -> assertThat(reply.join().status()).isEqualTo(400));
    assertItLives();
  }

  private static void assertItLives() {
    assertThat(client.get("/health").text("/status")).isEqualTo("healthy");
    assertThat(program.err()).isEmpty();
  }

  /** One request, byte by byte. */
  private static final class Connection implements AutoCloseable {
    private final Socket socket;

    Connection(String path, String size) throws IOException {
      this(path, size, client.token());
    }

    Connection(String path, String size, String token) throws IOException {
      URI server = client.server();
      socket = new Socket(server.getHost(), server.getPort());
      socket.setSoTimeout(60_000);
      String head =
          "POST %s HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\nauthorization: Bearer %s\r\n%s\r\n\r\n"
              .formatted(path, token, size);
      write(head.getBytes(ISO_8859_1));
    }

    void write(byte[] bytes) throws IOException {
      OutputStream out = socket.getOutputStream();
      out.write(bytes);
      out.flush();
    }

    /** How many bytes went out before the server hung up. */
    long writeChunksUntilCut(CompletableFuture<String> answer) {
      byte[] piece = "x".repeat(1 << 20).getBytes(ISO_8859_1);
      long written = 0;
      try {
        while (written < 4L * MOST_TAKEN) {
          write("%x\r\n".formatted(piece.length).getBytes(ISO_8859_1));
          write(piece);
          write("\r\n".getBytes(ISO_8859_1));
          written += piece.length;
        }
      } catch (IOException cut) {
        assertThat(answer).isNotCancelled();
      }
      return written;
    }

    /** Head and body, as far as they come. */
    String answer() {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      try {
        InputStream in = socket.getInputStream();
        byte[] some = new byte[8192];
        int count = in.read(some);
        while (count > 0 && !all.toString(UTF_8).contains("}")) {
          all.write(some, 0, count);
          count = all.toString(UTF_8).contains("}") ? 0 : in.read(some);
        }
      } catch (IOException cut) {
        all.writeBytes(("(" + cut.getMessage() + ")").getBytes(UTF_8));
      }
      return all.toString(UTF_8);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
