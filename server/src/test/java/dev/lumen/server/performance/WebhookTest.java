package dev.lumen.server.performance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.lumen.server.measure.Measurements;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("M-05: the webhook")
class WebhookTest {
  private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");
  private final LinkedBlockingQueue<String> taken = new LinkedBlockingQueue<>();
  private boolean refused;

  @Test
  @DisplayName("gets alerts in their order, even where the first is taken at the second try alone")
  void inOrder() throws IOException, InterruptedException {
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          if (refused) {
            taken.add(body);
          }
          exchange.sendResponseHeaders(refused ? 204 : 503, -1);
          refused = true;
          exchange.close();
        });
    receiver.start();
    try {
      List<String> got = told(receiver);
      assertThat(got.getFirst()).contains("\"state\":\"raised\"");
      assertThat(got.getLast()).contains("\"state\":\"resolved\"");
    } finally {
      receiver.stop(0);
    }
  }

  @Test
  @DisplayName("gets the next alert although its answer to the first never comes to an end")
  void anAnswerWithoutEnd() throws IOException, InterruptedException {
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          taken.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write('.');
          exchange.getResponseBody().flush();
        });
    receiver.start();
    try {
      assertThat(told(receiver).getLast()).contains("\"state\":\"resolved\"");
    } finally {
      receiver.stop(0);
    }
  }

  /** Raises an alert and ends it; the two that the webhook got. */
  private List<String> told(HttpServer receiver) throws InterruptedException {
    Measurements measurements = new Measurements(() -> NOW);
    Alerts alerts =
        new Alerts(measurements, () -> NOW, () -> 0, new Remedies(() -> NOW, Map.of()), "here");
    try (Webhook webhook =
        new Webhook(URI.create("http://127.0.0.1:" + receiver.getAddress().getPort()))) {
      alerts.tell(webhook);
      for (int i = 0; i < 20; i++) {
        measurements.operation("api.conversation.list").recordMillis(1_200);
      }
      alerts.evaluate();
      alerts.evaluate();
      alerts.evaluate();
      alerts.endAfterRestart(alerts.active());
      return List.of(
          String.valueOf(taken.poll(30, TimeUnit.SECONDS)),
          String.valueOf(taken.poll(30, TimeUnit.SECONDS)));
    }
  }
}
