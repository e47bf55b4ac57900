package dev.lumen.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.lumen.server.realtime.SocketClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Traces: the way of a turn, as a collector gets it")
class TurnTraceTest {
  private static final String SECRET = "zeppelin";

  private final BlockingQueue<byte[]> sent = new LinkedBlockingQueue<>();
  private final List<Span> spans = new ArrayList<>();
  private final List<byte[]> bodies = new ArrayList<>();
  private HttpServer collector;
  private RunningServer server;

  /** A span on the wire. */
  private record Span(String trace, String id, String parent, String name, long start, long end) {}

  @BeforeEach
  void start() throws IOException {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          sent.add(exchange.getRequestBody().readAllBytes());
          exchange.getResponseHeaders().add("content-type", "application/x-protobuf");
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    server =
        RunningServer.with(
            Map.of(
                "LUMEN_AUTH", "dev",
                "LUMEN_LIMITS", "off",
                "LUMEN_OTLP_ENDPOINT", "http://127.0.0.1:" + collector.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    server.close();
    collector.stop(0);
  }

  @Test
  @DisplayName("request, intake, commit, feed, queue, cleaner, commit, socket: one trace, no text")
  void followsATurn() throws Exception {
    Api api = server.api();
    String conversation = api.newConversation("Call about a " + SECRET);
    SocketClient socket =
        SocketClient.connect(
            URI.create(
                "ws://%s/ws/conversations/%s".formatted(api.base().getAuthority(), conversation)));
    String path = "/api/v1/conversations/" + conversation;
    api.post(path + "/pause"); // or it would not wait
    String turn =
        api.post(
                path + "/turns/realtime",
                Map.of("speaker", "User", "raw_text", "um the " + SECRET + " lands"))
            .text("turn_id");
    api.post(path + "/resume");
    socket.await("turn:processed");
    String trace = turn.replace("-", "");
    Set<String> wanted =
        Set.of("turn", "intake", "commit", "feed", "queue", "clean", "result commit", "socket");
    while (!names(trace).containsAll(wanted)) {
      byte[] body = sent.poll(30, TimeUnit.SECONDS);
      assertThat(body).as("spans after %s", names(trace)).isNotNull();
      bodies.add(body);
      read(body);
    }
    Span request = named(trace, "turn");
    assertThat(request.parent()).isEmpty();
    assertThat(request.id()).isEqualTo(trace.substring(16));
    for (Span span : spans) {
      assertThat(span.end()).isGreaterThanOrEqualTo(span.start());
      if (span.trace().equals(trace) && !span.name().equals("turn")) {
        assertThat(span.parent()).as(span.name()).isEqualTo(request.id());
      }
    }
    assertThat(named(trace, "clean").start()).isGreaterThanOrEqualTo(named(trace, "queue").start());
    for (byte[] body : bodies) {
      assertThat(new String(body, StandardCharsets.ISO_8859_1))
          .contains("lumen.turn_id")
          .doesNotContain(SECRET, "lands", "User");
    }
    socket.close();
  }

  @Test
  @DisplayName("a turn that is cleaned at once has its way as well")
  void followsATurnThatDoesNotWait() throws Exception {
    Api api = server.api();
    String turn = api.say(api.newConversation("Call"), "User", "um yes").text("turn_id");
    String trace = turn.replace("-", "");
    while (!names(trace).containsAll(Set.of("turn", "intake", "commit", "clean", "feed"))) {
      byte[] body = sent.poll(30, TimeUnit.SECONDS);
      assertThat(body).as("spans after %s", names(trace)).isNotNull();
      read(body);
    }
    assertThat(names(trace)).doesNotContain("queue");
  }

  private Set<String> names(String trace) {
    Set<String> names = new TreeSet<>();
    spans.stream().filter(it -> it.trace().equals(trace)).forEach(it -> names.add(it.name()));
    return names;
  }

  private Span named(String trace, String name) {
    return spans.stream()
        .filter(it -> it.trace().equals(trace) && it.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** ExportTraceServiceRequest: resource_spans 1, scope_spans 2, spans 2. */
  private void read(byte[] body) {
    for (byte[] resource : fields(body, 1)) {
      for (byte[] scope : fields(resource, 2)) {
        for (byte[] span : fields(scope, 2)) {
          spans.add(
              new Span(
                  hex(fields(span, 1)),
                  hex(fields(span, 2)),
                  hex(fields(span, 4)),
                  new String(fields(span, 5).getFirst(), StandardCharsets.UTF_8),
                  number(fields(span, 7)),
                  number(fields(span, 8))));
        }
      }
    }
  }

  private static String hex(List<byte[]> found) {
    return found.isEmpty() ? "" : HexFormat.of().formatHex(found.getFirst());
  }

  private static long number(List<byte[]> found) {
    return ByteBuffer.wrap(found.getFirst()).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  /** The values of a field of a message in protobuf's wire format. */
  private static List<byte[]> fields(byte[] message, int wanted) {
    List<byte[]> found = new ArrayList<>();
    ByteBuffer bytes = ByteBuffer.wrap(message);
    while (bytes.hasRemaining()) {
      long tag = varint(bytes);
      int length =
          switch ((int) (tag & 7)) {
            case 0 -> {
              varint(bytes);
              yield 0;
            }
            case 1 -> 8;
            case 2 -> (int) varint(bytes);
            case 5 -> 4;
            default -> throw new IllegalStateException("no protobuf");
          };
      byte[] value = new byte[length];
      bytes.get(value);
      if (tag >> 3 == wanted) {
        found.add(value);
      }
    }
    return found;
  }

  private static long varint(ByteBuffer bytes) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
