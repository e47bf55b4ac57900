package dev.lumen.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.server.Api.Reply;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Nonsense at every door of a whole server. CONTRIBUTING.md has the command for a run of a million;
 * the seed of a run is printed and can be given again.
 */
@DisplayName("SYS_004: whatever is sent, it is never the server that fails")
class DoorFuzzTest {
  private static final int INPUTS = Integer.getInteger("lumen.fuzz.inputs", 6_000) / 10;
  private static final long SEED = Long.getLong("lumen.fuzz.seed", 1);
  private static final List<String> NASTY =
      List.of(
          "",
          " ",
          "null",
          "-1",
          "0",
          "1",
          "99999999999999999999",
          "1e999999999",
          "1e99999999999",
          "NaN",
          "true",
          "\u0000",
          "\uFEFF",
          "İıſK",
          "😀",
          "'; drop table users; --",
          "%",
          "%00",
          "../../etc/passwd",
          "{{7*7}}",
          "${jndi:ldap://x}",
          "<script>",
          "a".repeat(5_000),
          "[".repeat(200),
          "\\ud800",
          "active",
          "none",
          "User",
          "550e8400-e29b-41d4-a716-446655440000");
  private static final List<String> NAMES =
      List.of(
          "page",
          "per_page",
          "limit",
          "offset",
          "status",
          "after",
          "search",
          "format",
          "name",
          "q",
          "filename",
          "action",
          "user_id",
          "since",
          "order",
          "epoch",
          "x[]",
          "\u0000");
  private static final List<String> BODIES =
      List.of(
          "{\"name\":\"Call\",\"description\":null,\"metadata\":{\"sliding_window\":5,\"a\":[1,2,{\"b\":null}]}}",
          "{\"speaker\":\"User\",\"raw_text\":\"um we have seventy five employees\",\"priority\":2,\"metadata\":{}}",
          "{\"shared_context\":\"With Scott\",\"context_type\":\"user_info\"}",
          "{\"raw_transcript\":\"AI\\nHello.\\nUser\\nHi <noise>\",\"content\":\"User: hi\",\"format\":\"txt\"}",
          "{\"email\":\"a@example.org\",\"password\":\"12345678\",\"token\":\"x\",\"refresh_token\":\"y\"}",
          "{\"name\":\"key\",\"scope\":\"read\",\"expires_in_days\":3,\"role\":\"user\",\"active\":true}");
  private static final List<String> FRAMES =
      List.of(
          "{\"type\":\"ping\",\"ref\":\"1\"}",
          "{\"type\":\"heartbeat\"}",
          "{\"type\":\"authenticate\",\"token\":\"x.y.z\"}",
          "{\"type\":\"subscribe\",\"conversation_id\":\"550e8400-e29b-41d4-a716-446655440000\",\"after\":0}",
          "{\"type\":\"unsubscribe\",\"conversation_id\":\"x\"}");

  /** It would be nobody afterwards; and what waits for events waits. */
  private static final Pattern LEFT_OUT = Pattern.compile("/(logout|events)$");

  private static final HttpClient SOCKETS = HttpClient.newHttpClient();

  private static RunningServer server;
  private static Api user;
  private static String conversation = "";

  @BeforeAll
  static void start() {
    System.out.println("seed of the doors: " + SEED + " (-Dlumen.fuzz.seed)");
    server = RunningServer.secured();
    user = server.asUser("fuzz@example.org");
    conversation = user.newConversation("Fuzzed");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static <T> T one(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** Characters changed, doubled, left out; or something else altogether. */
  private static String mutate(Random random, List<String> seeds) {
    if (random.nextInt(8) == 0) {
      return one(random, NASTY);
    }
    StringBuilder text = new StringBuilder(one(random, seeds));
    for (int i = random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.setCharAt(at, (char) random.nextInt(0x3000));
        case 1 -> text.setCharAt(at, "{}[]\",:\\0e-u".charAt(random.nextInt(12)));
        case 2 -> text.insert(at, one(random, NASTY));
        default -> text.delete(at, Math.min(text.length() - 1, at + random.nextInt(10)));
      }
    }
    return text.toString();
  }

  private static String path(Random random, String template) {
    StringBuilder path = new StringBuilder(template);
    for (int at = path.indexOf("{"); at >= 0; at = path.indexOf("{")) {
      String value = random.nextInt(3) == 0 ? one(random, NASTY) : conversation;
      String name = value.isEmpty() ? "x" : URLEncoder.encode(value, UTF_8).replace("+", "%20");
      path.replace(at, path.indexOf("}", at) + 1, name);
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      path.append(path.indexOf("?") < 0 ? '?' : '&')
          .append(URLEncoder.encode(one(random, NAMES), UTF_8))
          .append('=')
          .append(URLEncoder.encode(one(random, NASTY), UTF_8));
    }
    return path.toString();
  }

  private static Api asSomebody(Random random) {
    String token = String.valueOf(user.token());
    return switch (random.nextInt(12)) {
      case 0 -> user.as(null);
      case 1 -> user.as(mutate(random, List.of(token)).replaceAll("[^!-~]", "x"));
      case 2 -> user.as("lumen_" + Integer.toHexString(random.nextInt()));
      default -> user;
    };
  }

  /** The server ends a connection after some refusals, which the client may see too late. */
  private static Reply answered(
      Api api, String method, String path, @Nullable String body, Map<String, String> headers) {
    for (int tries = 0; ; tries++) {
      try {
        return api.send(method, path, body, headers);
      } catch (UncheckedIOException ended) {
        if (tries == 3) {
          throw ended;
        }
      }
    }
  }

  @Test
  @DisplayName("H-01 to H-21: every route, with any path, query, token and body")
  void every_route() {
    Random random = new Random(SEED);
    List<String> routes =
        server.server().routes().stream().filter(route -> !LEFT_OUT.matcher(route).find()).toList();
    Map<Integer, Integer> answers = new HashMap<>();
    for (int i = 0; i < INPUTS; i++) {
      String route = one(random, routes);
      String method = route.substring(0, route.indexOf(' ')).toUpperCase(Locale.ROOT);
      String path = path(random, route.substring(route.indexOf(' ') + 1));
      String body = method.equals("GET") ? null : mutate(random, BODIES);
      Map<String, String> headers = new HashMap<>();
      headers.put("content-type", random.nextInt(9) == 0 ? "text/plain" : "application/json");
      Reply reply = answered(asSomebody(random), method, path, body, headers);
      answers.merge(reply.status(), 1, Integer::sum);
      // A full queue is an answer too.
      boolean well = reply.status() < 500 || reply.text("error.code").startsWith("PROC_");
      assertThat(well)
          .as("seed %d, input %d: %s %s answered %d", SEED, i, method, route, reply.status())
          .isTrue();
      if (i % 50 == 0) {
        conversation = user.newConversation("Fuzzed");
      }
    }
    System.out.println("answers of the doors: " + answers);
    assertThat(answers).containsKeys(200, 422);
  }

  @Test
  @DisplayName("W-01: any message on a socket")
  void every_message() throws Exception {
    Random random = new Random(SEED);
    int sent = 0;
    while (sent < INPUTS) {
      Ears ears = new Ears();
      WebSocket socket = open(ears);
      sent += say(socket, random);
      String end = ears.end.get(60, TimeUnit.SECONDS);
      assertThat(end).as("seed %d, after %d", SEED, sent).isIn("pong", "1008", "4001", "4004");
      socket.abort();
    }
    assertThat(server.api().get("/health").text("status")).isEqualTo("healthy");
  }

  /** Fewer than would close the socket if all were faulty, and a ping; the server may hang up. */
  private static int say(WebSocket socket, Random random) {
    int sent = 0;
    try {
      for (; sent < 15; sent++) {
        socket.sendText(wellFormed(mutate(random, FRAMES)), true).join();
      }
      socket.sendText("{\"type\":\"ping\",\"ref\":\"last\"}", true).join();
    } catch (CompletionException closed) {
      sent++;
    }
    return sent;
  }

  /** Without halves of characters, which the client would refuse to send. */
  private static String wellFormed(String text) {
    return new String(text.getBytes(UTF_8), UTF_8);
  }

  private static WebSocket open(Ears ears) {
    String address = server.server().address().toString().replaceFirst("http", "ws");
    return SOCKETS
        .newWebSocketBuilder()
        .header("Authorization", "Bearer " + user.token())
        .buildAsync(URI.create(address + "/ws/conversations/" + conversation), ears)
        .join();
  }

  @Test
  @DisplayName("VAL_001: bytes that are no HTTP, or nearly")
  void every_byte() throws IOException {
    Random random = new Random(SEED);
    List<String> heads =
        List.of(
            "GET /api/v1/conversations?page=1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n",
            "POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n0\r\n\r\n",
            "GET /ws/conversations/x HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n\r\n");
    for (int i = 0; i < INPUTS / 4; i++) {
      try (Socket socket =
          new Socket(server.server().address().getHost(), server.server().address().getPort())) {
        socket.setSoTimeout(60_000);
        socket.getOutputStream().write(mutate(random, heads).getBytes(ISO_8859_1));
        socket.shutdownOutput();
        String first =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1))
                .readLine();
        // 505 is no failure of the server's: it names a version that the client made up.
        assertThat(
                first == null
                    || !first.startsWith("HTTP/1.1 5")
                    || first.startsWith("HTTP/1.1 505"))
            .as("seed %d, input %d: %s", SEED, i, first)
            .isTrue();
      } catch (SocketException reset) {
        // The server hung up, which is an answer.
      }
    }
    assertThat(user.get("/api/v1/conversations").status()).isEqualTo(200);
  }

  /** Hears the answer to the last ping, or the close. */
  private static final class Ears implements WebSocket.Listener {
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        if (text.indexOf("\"pong\"") > 0 && text.indexOf("\"last\"") > 0) {
          end.complete("pong");
        }
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      end.complete(Integer.toString(code));
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      end.complete(error.toString());
    }
  }
}
